// Before anything is drawn: the look that was chosen in this browser.
try { const theme = localStorage.getItem("trichdan-theme"); if (theme) document.documentElement.dataset.theme = theme; } catch { /* as the system has it */ }
document.documentElement.classList.add("js");
