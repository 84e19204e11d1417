// The sources that a page carries for trying them: nobody changes them there.

const place = document.querySelector("[data-sources]");

export const sources = {
  files: Object.fromEntries([...place.querySelectorAll("[data-source]")].map((one) => [one.dataset.source, one.value])),
  main: place.dataset.main,
};
