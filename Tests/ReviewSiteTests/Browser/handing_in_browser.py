"""Articles handed to the desk, the queue that teaches and the overview's ways to the list, in headless Chromium.

usage: handing_in_browser.py ADDRESS SCREENSHOTS [NAME…]

Addresses are fetched by a desk of the script's own on a copy of $DESK_DATABASE, with $DESK_PROGRAM, from a server on this machine.
"""
import http.server
import re
import shutil
import socket
import subprocess
import tempfile
import threading

import browsing
from browsing import *


def states(driver):
    return driver.execute_script("return [...document.querySelectorAll('#readings > li')].map((item) => item.dataset.state)")


def open_reading(driver):
    driver.get(BASE + "/articles")
    driver.execute_script("document.getElementById('reading').open = true")


def text_of(driver, selector):
    return driver.execute_script("return document.querySelector(arguments[0])?.textContent ?? ''", selector)


def a_pasted_article_is_read_and_listed():
    driver = browser()
    open_reading(driver)
    driver.find_element(By.ID, "r-title").send_keys("Bến Sậy có đò máy")
    driver.find_element(By.ID, "r-text").send_keys("Bà Lò Thị Sậy, chủ bến, nói: “Đò máy chạy từ sáng mai”.")
    driver.find_element(By.ID, "r-source").send_keys("Báo Sông")
    driver.find_element(By.CSS_SELECTOR, "#read-text button").click()
    until(driver, lambda: states(driver)[:1] == ["done"], "it is read")
    shot(driver, "articles-read")
    driver.find_element(By.CSS_SELECTOR, "#readings a").click()
    until(driver, lambda: "Bến Sậy có đò máy" in text_of(driver, "h1, #text"), "and can be opened")
    assert "Đò máy chạy từ sáng mai" in text_of(driver, ".cards")

    def is_listed():
        driver.get(BASE + "/articles?q=ben+say")
        return "Bến Sậy có đò máy" in text_of(driver, "table.list")
    until(driver, is_listed, "its title is found, once the desk has looked at the database again")
    quiet(driver)


def a_file_is_read_and_gives_its_bytes_back():
    driver = browser()
    folder = tempfile.mkdtemp()
    page = os.path.join(folder, "trang-da-luu.html")
    body = "".join(f"<p>Đoạn {n}: “Đò số {n} về bến lúc chiều muộn, khi nước đã rút hết khỏi bãi”, ông Mạc Văn Lũng, lái đò, nói với mọi người đứng chờ trên bờ từ sáng sớm.</p>" for n in range(1, 9))
    with open(page, "w", encoding="utf-8") as file:
        file.write(f"<!DOCTYPE html><html><head><meta charset=utf-8><title>Đò về bến Sậy lúc chiều muộn</title></head><body><h1>Đò về bến Sậy lúc chiều muộn</h1><div>{body}</div></body></html>")
    damaged = os.path.join(folder, "anh.png")
    with open(damaged, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + bytes(200))
    try:
        open_reading(driver)
        driver.find_element(By.ID, "r-files").send_keys(page + "\n" + damaged)
        driver.find_element(By.CSS_SELECTOR, "#read-files button").click()
        until(driver, lambda: sorted(states(driver)[:2]) == ["done", "failed"], "one is read, the other is refused")
        assert "anh.png: an image" in text_of(driver, "#readings"), text_of(driver, "#readings")
        shot(driver, "articles-files")
        key = next(r["keys"][0] for r in api("/readings")["readings"] if r["what"] == "trang-da-luu.html")
        driver.get(BASE + "/article?key=" + urllib.parse.quote(key))
        link = driver.find_element(By.CSS_SELECTOR, "a[href^='/source?']").get_attribute("href")
        with urllib.request.urlopen(link, timeout=PATIENCE) as answer:
            assert answer.headers["Content-Type"] == "application/octet-stream"
            assert answer.headers["Content-Disposition"].startswith("attachment")
            assert answer.read() == open(page, "rb").read(), "byte for byte"
    finally:
        shutil.rmtree(folder)


def addresses_of_this_machine_are_refused():
    driver = browser()
    open_reading(driver)
    addresses = [BASE + "/queue", "http://localhost:1/x", "http://2130706433/x", "http://[::1]:1/x", "http://10.0.0.1/x"]
    driver.find_element(By.ID, "r-addresses").send_keys("\n".join(addresses))
    driver.find_element(By.CSS_SELECTOR, "#read-addresses button").click()
    until(driver, lambda: BASE in text_of(driver, "#readings > li") and states(driver)[:1] == ["failed"], "none is read")
    notes = text_of(driver, "#readings > li")
    assert notes.count("of this machine or of a private network") == len(addresses), notes


class Pages(http.server.BaseHTTPRequestHandler):
    """Pages of a paper that nobody else has."""

    def do_GET(self):
        number = re.fullmatch(r"/bai-(\d+)\.html", self.path)
        self.send_response(200 if number else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        if number:
            n = number[1]
            body = "".join(f"<p>Đoạn {k} của bài {n}: “Đò số {n} chạy chuyến thứ {k} vào sáng mai”, bà Tô Thị Mận, chủ bến đò, nói với mọi người.</p>" for k in range(1, 6))
            self.wfile.write(f"<!DOCTYPE html><html><head><title>Bến đò số {n} mở lại sau mùa lũ</title></head><body><h1>Bến đò số {n} mở lại sau mùa lũ</h1><div>{body}</div></body></html>".encode())

    def log_message(self, *_):
        pass


def addresses_are_read_with_progress():
    folder = tempfile.mkdtemp()
    database = os.path.join(folder, "kho.sqlite")
    shutil.copy(os.environ["DESK_DATABASE"], database)
    paper = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=paper.serve_forever, daemon=True).start()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    desk = subprocess.Popen([os.environ["DESK_PROGRAM"], "serve", "--quiet", "--port", str(port), "--reviewer", "an", "--fetch-private",
                             "--db", database], stderr=subprocess.DEVNULL)
    own = browsing.BASE
    try:
        use(f"http://127.0.0.1:{port}")
        eventually(desk_answers)
        driver = browser()
        open_reading(driver)
        site = f"http://127.0.0.1:{paper.server_port}"
        driver.find_element(By.ID, "r-addresses").send_keys("\n".join([f"{site}/bai-{n}.html" for n in (1, 2)] + [f"{site}/khong-co.html"]))
        driver.find_element(By.CSS_SELECTOR, "#read-addresses button").click()
        seen = set()

        def is_done():
            seen.add(text_of(driver, "#readings > li"))
            return states(driver)[:1] == ["done"]
        until(driver, is_done, "they are read")
        assert any("/3" in text for text in seen), f"how far it is was never told: {seen}"
        text = text_of(driver, "#readings > li")
        assert "2 new" in text and "khong-co.html: the server answered 404" in text, text

        def are_listed():
            driver.get(BASE + "/articles?q=ben+do+so")
            return len(driver.find_elements(By.CSS_SELECTOR, "table.list tbody tr")) == 2
        until(driver, are_listed, "both are listed")
        driver.find_element(By.CSS_SELECTOR, "table.list a").click()
        until(driver, lambda: driver.find_elements(By.CSS_SELECTOR, f"a[href^='{site}']"), "the article leads to its original")
        for _, other in OPEN:
            end(other)
        OPEN.clear()
    finally:
        use(own)
        desk.kill()
        desk.wait()
        paper.shutdown()
        shutil.rmtree(folder, ignore_errors=True)


def use(base):
    browsing.BASE = base
    globals()["BASE"] = base


def desk_answers():
    try:
        return api("/session")
    except OSError:
        return None


def the_queue_that_teaches_goes_on():
    driver = browser()
    driver.get(BASE + "/queue")
    driver.find_element(By.CSS_SELECTOR, "a[href*='order=instructive']").click()
    until(driver, lambda: "order=instructive" in driver.current_url, "the other order")
    rows = rows_on(driver)
    wanted = [str(r["row"]) for r in api(f"/records?order=instructive&limit={len(rows)}")["records"]]
    assert rows == wanted, (rows, wanted)
    forms = [api(f"/records/{row}")["pattern"] for row in rows[:3]]
    assert len(set(forms)) == len(forms), f"different forms come first: {forms}"
    for _ in range(len(rows)):
        press(driver, "j")
    until(driver, lambda: len(rows_on(driver)) > len(rows), "more come by themselves")
    assert len(set(rows_on(driver))) == len(rows_on(driver))
    shot(driver, "queue-instructive")
    quiet(driver)


def bars_lead_to_what_they_count():
    driver = browser()
    driver.get(BASE + "/queue")
    row = active_row(driver)
    press(driver, "a")
    until(driver, lambda: status_of(row) == "accepted", "something is decided")
    try:
        def bars():
            driver.get(BASE + "/overview")
            return driver.find_elements(By.CSS_SELECTOR, "a[href*='decided-since']")
        until(driver, bars, "the day has a bar")
        driver.get(BASE + driver.execute_script("return document.querySelector('svg a[href*=decided-since]').getAttribute('href')"))
        assert row in rows_on(driver), "and leads to what was decided on it"
        driver.get(BASE + "/overview")
        driver.find_element(By.CSS_SELECTOR, "a[href='/sources']").click()
        until(driver, lambda: driver.find_elements(By.CSS_SELECTOR, "svg.rows"), "who is quoted")
        shot(driver, "sources")
        for selector in ["a[href*='role=']", "a[href*='gender=']", "a[href*='kind=']", "a[href*='source=']", "a[href*='since=']"]:
            links = driver.find_elements(By.CSS_SELECTOR, "svg " + selector)
            if not links:
                continue
            count = driver.execute_script("return arguments[0].querySelector('text:last-of-type').textContent", links[0])
            page = driver.execute_script("return arguments[0].getAttribute('href')", links[0])
            with urllib.request.urlopen(urllib.parse.urljoin(BASE, page.replace("/queue?", "/api/v1/records?order=place&limit=200&")), timeout=PATIENCE) as answer:
                found = len(json.load(answer)["records"])
            assert count == str(found), (page, count, found)
    finally:
        undo_all(row)


TRIED = [
    a_pasted_article_is_read_and_listed, a_file_is_read_and_gives_its_bytes_back, addresses_of_this_machine_are_refused,
    addresses_are_read_with_progress, the_queue_that_teaches_goes_on, bars_lead_to_what_they_count,
]

if __name__ == "__main__":
    run(TRIED)
