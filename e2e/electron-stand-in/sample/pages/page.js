window.sample.invoke("echo", "Baker, Ana").then((text) => {
  document.getElementById("said").textContent = text;
});
window.sample.onMenu((id) => {
  document.getElementById("menu").textContent = id;
});
