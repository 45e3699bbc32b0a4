"""What the browser tests share: a headless Chromium, the desk's JSON interface, and a run of named attempts.

Called with ADDRESS and SCREENSHOTS, and the names of attempts where not all are wanted.
"""
import json
import os
import sys
import time
import traceback
import urllib.error
import urllib.parse
import urllib.request

import axe_core_python
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

BASE = sys.argv[1].rstrip("/")
SHOTS = sys.argv[2]
AXE = open(os.path.join(os.path.dirname(axe_core_python.__file__), "axe.min.js"), encoding="utf-8").read()
os.makedirs(SHOTS, exist_ok=True)
# The browsers of the attempt, and those that are free: starting one takes longer than most attempts.
OPEN = []
FREE = {}
# Seconds that anything may take, on however slow a machine.
PATIENCE = 120


def browser(width=1280, height=900, language="en", dark=False):
    kind = (width, height, language, dark)
    if FREE.get(kind):
        driver = FREE[kind].pop()
    else:
        driver = new_browser(*kind)
    OPEN.append((kind, driver))
    return driver


def give_back(kind, driver):
    """Leaves a browser as if it had just been started."""
    driver.execute_cdp_cmd("Network.enable", {})
    driver.execute_cdp_cmd("Network.setBlockedURLs", {"urls": []})
    driver.execute_cdp_cmd("Network.emulateNetworkConditions", {
        "offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1})
    driver.get(BASE + "/static/icon.svg")
    driver.execute_script("sessionStorage.clear(); localStorage.clear()")
    driver.execute_cdp_cmd("Network.clearBrowserCookies", {})
    driver.execute_cdp_cmd("Network.clearBrowserCache", {})
    driver.get("about:blank")
    metrics(driver, kind[0], kind[1])
    for log in ("browser", "performance"):
        driver.get_log(log)
    FREE.setdefault(kind, []).append(driver)


def metrics(driver, width, height):
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                           {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})


def new_browser(width, height, language, dark):
    options = webdriver.ChromeOptions()
    for flag in ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-extensions",
                 "--disable-background-networking", "--disable-component-update", "--no-first-run",
                 f"--lang={language}", f"--accept-lang={language}", f"--window-size={width},{height}"]:
        options.add_argument(flag)
    for path in ["/usr/bin/chromium", "/usr/bin/chromium-browser"]:
        if os.path.exists(path):
            options.binary_location = path
            break
    options.add_experimental_option("prefs", {"intl.accept_languages": language})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))
    driver.set_page_load_timeout(PATIENCE)
    driver.set_script_timeout(PATIENCE)
    metrics(driver, width, height)
    if dark:
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": "dark"}]})
    return driver


def press(driver, *keys):
    for key in keys:
        webdriver.ActionChains(driver).send_keys(key).perform()


def until(driver, condition, what):
    WebDriverWait(driver, PATIENCE, poll_frequency=0.05).until(lambda _: condition(), what)


def api(path):
    with urllib.request.urlopen(BASE + "/api/v1" + path, timeout=PATIENCE) as answer:
        return json.load(answer)


def active(driver):
    return driver.find_element(By.CSS_SELECTOR, ".card.active")


def class_of(driver, row):
    # In one step: the card is made anew after a decision.
    return driver.execute_script("return document.getElementById(arguments[0]).className", f"r{row}")


def status_of(row):
    return api(f"/records/{row}")["status"]


def quiet(driver):
    """No error in the console, and no request to another host."""
    errors = [entry["message"] for entry in driver.get_log("browser") if entry["level"] == "SEVERE"]
    assert not errors, errors
    own = urllib.parse.urlparse(BASE).netloc
    for entry in driver.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            url = message["params"]["request"]["url"]
            parts = urllib.parse.urlparse(url)
            assert parts.scheme in ("data", "chrome", "about", "devtools", "chrome-untrusted", "chrome-extension") or parts.netloc == own, url


def shot(driver, name):
    driver.save_screenshot(os.path.join(SHOTS, f"{name}.png"))


def post(path, body, reviewer=None):
    """A write of a program's, with the answer's status."""
    headers = {"Content-Type": "application/json", "X-Desk-Token": api("/session")["writeToken"]}
    if reviewer:
        headers["X-Reviewer"] = urllib.parse.quote(reviewer)
    request = urllib.request.Request(BASE + "/api/v1" + path, json.dumps(body).encode(), headers)
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def decide(row, action, reviewer, **more):
    status, answer = post(f"/records/{row}/decisions", {"action": action, "version": api(f"/records/{row}")["version"], **more}, reviewer)
    assert status == 200, answer
    return answer


# How many lines of the log attempts before left about a record.
BEFORE = {}


def history(row):
    """What the attempt has done to a record."""
    lines = [(line["by"], line["action"]) for line in api(f"/records/{row}/history")["lines"]]
    return lines[BEFORE.get(str(row), 0):]


def undo_all(*rows):
    """Leaves records as the program proposed them."""
    for row in rows:
        for _ in range(30):
            if post(f"/records/{row}/decisions", {"action": "undo", "version": version_of(row), "othersToo": True})[0] != 200:
                break
        BEFORE[str(row)] = BEFORE.get(str(row), 0) + len(history(row)) if version_of(row) else 0


def version_of(row):
    try:
        return api(f"/records/{row}")["version"]
    except urllib.error.HTTPError:
        return 0


def be(driver, name, page="/queue"):
    """Takes a name to decide under."""
    driver.get(BASE + "/queue")
    driver.execute_script("document.querySelector('.menu').open = true")
    field = driver.find_element(By.ID, "reviewer-input")
    field.clear()
    field.send_keys(name)
    field.submit()
    until(driver, lambda: driver.find_element(By.ID, "reviewer-name").text == name, "the name is kept")
    driver.get(BASE + page)


def latency(driver, milliseconds):
    driver.execute_cdp_cmd("Network.enable", {})
    driver.execute_cdp_cmd("Network.emulateNetworkConditions", {
        "offline": False, "latency": milliseconds, "downloadThroughput": -1, "uploadThroughput": -1})


def blocked(driver, *patterns):
    driver.execute_cdp_cmd("Network.enable", {})
    driver.execute_cdp_cmd("Network.setBlockedURLs", {"urls": list(patterns)})


def click(driver, selector):
    """Clicks what may stand behind the tools at the page's foot, as the driver scrolls."""
    element = driver.find_element(By.CSS_SELECTOR, selector)
    driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
    element.click()


def is_open(driver, dialog):
    return driver.execute_script("return document.getElementById(arguments[0]).open", dialog)


def active_row(driver):
    return driver.execute_script("return document.querySelector('.card.active')?.dataset.row")


def rows_on(driver):
    return driver.execute_script("return [...document.querySelectorAll('.card')].map((card) => card.dataset.row)")


def outbox(driver):
    """How many decisions of this tab's reviewer wait to be saved."""
    return driver.execute_script("""
      const mine = `trichdan-outbox ${document.body.dataset.database} ${encodeURIComponent(document.body.dataset.reviewer)} `;
      return Object.entries(localStorage).filter(([key]) => key.startsWith(mine))
        .map(([, text]) => JSON.parse(text).items.length).reduce((a, b) => a + b, 0)""")


def looked_at(row):
    """Who looks at a record in the queue; nobody is None."""
    taken = post("/leases", {"rows": [int(row)]}, "Nhìn")[1]["taken"]
    post("/leases", {"rows": []}, "Nhìn")
    return taken[0]["by"] if taken else None


def eventually(value):
    """The first value that is one, for what no browser shows."""
    end_ = time.monotonic() + PATIENCE
    while time.monotonic() < end_:
        found = value()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError("never came")


def end(driver):
    try:
        driver.quit()
    except Exception:
        pass


def run(tried):
    failed = 0
    chosen = sys.argv[3:]
    for attempt in tried:
        if chosen and attempt.__name__ not in chosen:
            continue
        start = time.monotonic()
        try:
            attempt()
            print(f"ok    {attempt.__name__} ({time.monotonic() - start:.1f} s)", flush=True)
        except Exception:
            failed += 1
            print(f"FAIL  {attempt.__name__}\n{traceback.format_exc(limit=4)}", flush=True)
        for kind, driver in OPEN:
            try:
                give_back(kind, driver)
            except Exception:
                end(driver)
        OPEN.clear()
    for driver in [driver for drivers in FREE.values() for driver in drivers]:
        end(driver)
    sys.exit(1 if failed else 0)
