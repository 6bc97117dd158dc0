// The page's words in its language, as the server put them into the page.

const page = JSON.parse(document.getElementById("page").textContent);

export const language = page.language;
export const languages = page.languages;

export function t(key, filled = {}) {
  const said = page.texts[key];
  if (said === undefined) throw new Error(`no text for ${key}`);
  return said.replace(/\{(\w+)\}/g, (gap, name) => (name in filled ? String(filled[name]) : gap));
}

export function knows(key) {
  return key in page.texts;
}
