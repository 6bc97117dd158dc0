// A browser that cannot read the page's modules would leave the person waiting for ever. This it can read, however old.

(function () {
  function tell() {
    var loading = document.getElementById("loading");
    if (!loading) return; // the page has begun
    loading.hidden = true;
    document.getElementById("outdated").hidden = false;
  }

  window.addEventListener("error", tell, true);
  document.addEventListener("DOMContentLoaded", function () {
    if (!("noModule" in document.createElement("script"))) tell();
  });
})();
