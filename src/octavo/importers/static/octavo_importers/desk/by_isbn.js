// Takes over a single thing that another source says into the form. Without it, the form is filled with one source as a whole.
const form = document.getElementById("by-isbn-form");
const buttons = form ? [...document.querySelectorAll("[data-take]")] : [];

function take(chosen) {
  for (const [name, value] of Object.entries(JSON.parse(chosen.dataset.take))) {
    const field = form.elements[name];
    field.value = value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
  const row = chosen.closest("tr");
  for (const button of buttons) {
    if (row.contains(button)) button.setAttribute("aria-pressed", String(button === chosen));
  }
}

for (const button of buttons) {
  button.hidden = false;
  button.addEventListener("click", () => take(button));
}
