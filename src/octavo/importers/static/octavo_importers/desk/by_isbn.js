// Takes over a single thing that another source says into the form. Without it, the form is filled with one source as a whole.
const form = document.getElementById("by-isbn-form");

function take(button) {
  const told = Object.entries(JSON.parse(button.dataset.take));
  for (const [name, value] of told) {
    const field = form.elements[name];
    field.value = value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
  form.elements[told[0][0]].focus();
}

for (const button of form ? document.querySelectorAll("[data-take]") : []) {
  button.hidden = false;
  button.addEventListener("click", () => take(button));
}
