// What this window remembers between two loads of the page: which kind of document, what the person was told. Nothing
// that says who somebody is; and pictures only as long as the page is open.

function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(`counterfoil.${key}`));
  } catch {
    return null;
  }
}

function write(key, value) {
  try {
    sessionStorage.setItem(`counterfoil.${key}`, JSON.stringify(value));
  } catch {
    // Without storage a reload asks again.
  }
}

// The kind of document: passport or card; null while nobody said.
export const kind = () => read("kind");
export function setKind(value) {
  write("kind", value);
  write("lacks-back", value === "card");
}

// Whether the back of a card is still to be taken.
export const lacksBack = () => read("lacks-back") === true;
export const setLacksBack = (value) => write("lacks-back", value);

// How many attempts were left when the person was last told to try again; null when they were not.
export const told = () => read("told");
export const setTold = (left) => write("told", left);

const pictures = new Map();
export const keepPicture = (part, blob) => pictures.set(part, blob);
export const picture = (part) => pictures.get(part) ?? null;
