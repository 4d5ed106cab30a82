// A copy button beside a field. Without script the field is still there to select from.
for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  button.hidden = false;
  field.addEventListener("focus", () => field.select());
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      // Over plain http browsers keep the clipboard to themselves; the older way still works there.
      document.execCommand("copy");
    }
    button.textContent = button.dataset.done;
  });
}
