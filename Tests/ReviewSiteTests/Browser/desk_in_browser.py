"""Uses the review desk as a reader does, in headless Chromium.

usage: desk_in_browser.py ADDRESS SCREENSHOTS

ADDRESS is that of a desk on the articles of DeskFixture.swift, which nobody else changes meanwhile. Prints a line for each
thing that was tried and ends with 1 when any failed.
"""
import json
import urllib.parse
import urllib.request

from browsing import *

# What is tried, in this order; each leaves the desk so that the next can go on.

def queue_by_keyboard_alone():
    driver = browser()
    driver.get(BASE + "/queue")
    shot(driver, "queue")
    first = active(driver).get_attribute("data-row")
    press(driver, "j")
    second = active(driver).get_attribute("data-row")
    assert first != second
    press(driver, "k")
    assert active(driver).get_attribute("data-row") == first
    press(driver, "a")
    until(driver, lambda: status_of(first) == "accepted", "accept is saved")
    until(driver, lambda: "st-accepted" in class_of(driver, first), "the decision shows")
    assert active(driver).get_attribute("data-row") == second, "the next one is chosen"
    press(driver, "r")
    until(driver, lambda: status_of(second) == "rejected", "reject is saved")
    press(driver, "u")
    until(driver, lambda: status_of(second) == "unreviewed", "undo takes the last one back")
    press(driver, "u")
    until(driver, lambda: status_of(first) == "unreviewed", "undo takes the one before back")
    # Faster than the desk answers: each decision still meets the record as the one before left it.
    driver.execute_script("""
      const card = document.getElementById(arguments[0]);
      card.click();
      for (const key of ['a', 'u', 'k', 'r', 'u'])
        document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}));""", f"r{first}")
    until(driver, lambda: len(api(f"/records/{first}/history")["lines"]) == 6, "all are saved")
    assert [line["action"] for line in api(f"/records/{first}/history")["lines"]][2:] == ["accept", "undo", "reject", "undo"]
    assert status_of(first) == "unreviewed"
    assert not driver.find_element(By.ID, "conflict-dialog").is_displayed()
    press(driver, "?")
    assert driver.find_element(By.ID, "help-dialog").get_attribute("open") is not None
    shot(driver, "help")
    press(driver, Keys.ESCAPE)
    quiet(driver)


def speaker_is_corrected_by_typing():
    driver = browser()
    driver.get(BASE + "/queue")
    row = active(driver).get_attribute("data-row")
    press(driver, "s")
    box = driver.find_element(By.ID, "speaker-input")
    until(driver, lambda: driver.find_elements(By.CSS_SELECTOR, "#speaker-options [role=option]"), "alternatives")
    box.send_keys("quach dieu")
    until(driver, lambda: "Quách Diệu Ân" in driver.find_element(By.ID, "speaker-options").text, "found without diacritics")
    shot(driver, "speaker-dialog")
    box.send_keys(Keys.ENTER)
    until(driver, lambda: (api(f"/records/{row}")["speaker"] or {}).get("name") == "Quách Diệu Ân", "speaker is saved")
    until(driver, lambda: status_of(row) in ("corrected", "accepted"), "even where it was so before")
    driver.get(BASE + f"/queue?status=all&match=")
    press(driver, "j")
    driver.get(BASE + "/article?key=" + urllib.parse.quote(api(f"/records/{row}")["article"]["key"]) + f"#r{row}")
    until(driver, lambda: active(driver).get_attribute("data-row") == row, "the record is chosen")
    press(driver, "s")
    box = driver.find_element(By.ID, "speaker-input")
    box.send_keys("Ngạc Thị Mơ")
    until(driver, lambda: "Ngạc Thị Mơ" in driver.find_element(By.ID, "speaker-options").text, "a new one is offered")
    box.send_keys(Keys.ENTER)
    until(driver, lambda: (api(f"/records/{row}")["speaker"] or {}).get("name") == "Ngạc Thị Mơ", "a new speaker is saved")
    press(driver, "u")
    until(driver, lambda: (api(f"/records/{row}")["speaker"] or {}).get("name") == "Quách Diệu Ân", "undone")
    press(driver, "u")
    until(driver, lambda: status_of(row) == "unreviewed", "undone")
    quiet(driver)


def span_is_corrected_by_keyboard():
    driver = browser()
    driver.get(BASE + "/queue")
    row = active_row(driver)
    before = api(f"/records/{row}")
    text = api("/articles/" + urllib.parse.quote(before["article"]["key"]))["text"]
    press(driver, "e")
    until(driver, lambda: is_open(driver, "span-dialog"), "the dialog opens")
    area = driver.find_element(By.ID, "span-text")
    chosen = lambda: driver.execute_script("return document.querySelector('#span-text mark').textContent")
    assert chosen() == before["text"]
    area.send_keys(Keys.ARROW_LEFT)
    assert chosen() == before["text"].rsplit(" ", 1)[0], "the end goes back by a word"
    area.send_keys(Keys.ARROW_RIGHT)
    assert chosen().startswith(before["text"].rstrip("."))
    area.send_keys(Keys.CONTROL, Keys.ARROW_LEFT)
    shorter = chosen()
    webdriver.ActionChains(driver).key_down(Keys.SHIFT).send_keys(Keys.ARROW_RIGHT).key_up(Keys.SHIFT).perform()
    assert shorter.endswith(chosen()) and chosen() == shorter.split(" ", 1)[1], "the start goes on by a word"
    shot(driver, "span-dialog")
    wanted = chosen()
    area.send_keys(Keys.ENTER)
    until(driver, lambda: api(f"/records/{row}")["text"] == wanted.strip(), "the span is saved")
    after = api(f"/records/{row}")
    assert text[after["start"]:after["end"]] == after["text"], after
    assert active_row(driver) != row, "the queue goes on after a corrected span"
    press(driver, "u")
    until(driver, lambda: api(f"/records/{row}")["end"] == before["end"], "undone")
    quiet(driver)


def missed_quote_is_added_by_selecting():
    driver = browser()
    driver.get(BASE + "/article?key=ben-do")
    text = api("/articles/ben-do")["text"]
    words = "sông 🚣 lại cạn"
    driver.execute_script("""
      const walker = document.createTreeWalker(document.getElementById('text'), NodeFilter.SHOW_TEXT);
      const words = arguments[0];
      while (walker.nextNode()) {
        const at = walker.currentNode.data.indexOf(words);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(walker.currentNode, at);
        range.setEnd(walker.currentNode, at + words.length);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
        return;
      }""", words)
    press(driver, "m")
    until(driver, lambda: words in driver.find_element(By.ID, "span-preview").text, "the selection is taken over")
    driver.find_element(By.ID, "span-save").click()
    until(driver, lambda: any(r["status"] == "added" for r in api("/articles/ben-do")["records"]), "it is added")
    record = next(r for r in api("/articles/ben-do")["records"] if r["status"] == "added")
    assert record["text"] == words and text[record["start"]:record["end"]] == words, record
    until(driver, lambda: driver.find_elements(By.ID, f"r{record['row']}"), "it is on the page")
    shot(driver, "article")
    driver.execute_script("document.querySelector('#r%d .num').click()" % record["row"])
    press(driver, "u")
    until(driver, lambda: not any(r["status"] == "added" for r in api("/articles/ben-do")["records"]), "undone")
    quiet(driver)


def article_text_is_the_page_text():
    driver = browser()
    for key in ["ben-do", "nghich"]:
        driver.get(BASE + "/article?key=" + key)
        text = driver.execute_script("return document.getElementById('text').textContent")
        assert text == api("/articles/" + key)["text"], key
    quiet(driver)


def marks_light_up_together():
    driver = browser()
    driver.get(BASE + "/article?key=ben-do")
    row = next(r["row"] for r in api("/articles/ben-do")["records"] if r["layer"] == "quote" and r["source"] and r["cue"])
    mark = driver.find_element(By.ID, f"m{row}")
    driver.execute_script("arguments[0].focus()", mark)
    assert driver.find_elements(By.CSS_SELECTOR, "#text .lit"), "the words light up"
    assert driver.find_elements(By.CSS_SELECTOR, "#text .lit-cue"), "the cue lights up"
    assert driver.find_elements(By.CSS_SELECTOR, "#text .lit-src"), "the speaker lights up"
    shot(driver, "article-lit")
    quote = driver.find_element(By.CSS_SELECTOR, "#text .q").value_of_css_property("text-decoration-style")
    claim = driver.find_element(By.CSS_SELECTOR, "#text .c:not(.q)").value_of_css_property("text-decoration-style")
    assert (quote, claim) == ("solid", "dashed"), "told apart without colour"
    quiet(driver)


def two_browsers_in_conflict():
    one, two = browser(), browser()
    page = "/article?key=ben-do"
    for driver, name in [(one, "Mai"), (two, "Bình")]:
        be(driver, name, page)
    row = active_row(one)
    assert active_row(two) == row
    press(one, "a")
    until(one, lambda: status_of(row) == "accepted", "the first is saved")
    assert api(f"/records/{row}")["reviewer"] == "Mai"
    press(two, "r")
    until(two, lambda: is_open(two, "conflict-dialog"), "the second is told")
    assert "Mai" in two.find_element(By.ID, "conflict-dialog").text
    assert status_of(row) == "accepted", "nothing is overwritten unseen"
    shot(two, "conflict")
    two.find_element(By.ID, "conflict-mine").click()
    until(two, lambda: status_of(row) == "rejected", "the second decides again, knowing")
    press(two, "u")
    until(two, lambda: status_of(row) == "accepted", "undone")
    for driver in (one, two):
        errors = [e["message"] for e in driver.get_log("browser") if e["level"] == "SEVERE" and "409" not in e["message"]]
        assert not errors, errors
    undo_all(row)


def unsaved_decision_is_kept():
    driver = browser()
    driver.get(BASE + "/queue")
    row = active_row(driver)
    blocked(driver, "*/decisions")
    press(driver, "a")
    until(driver, lambda: driver.find_element(By.ID, "unsaved").is_displayed(), "it says so")
    assert status_of(row) == "unreviewed"
    shot(driver, "unsaved")
    driver.get(BASE + "/overview")
    driver.get(BASE + "/queue")
    until(driver, lambda: driver.find_element(By.ID, "unsaved").is_displayed(), "it is kept over other pages")
    blocked(driver)
    until(driver, lambda: status_of(row) == "accepted", "and saved in the end, by itself")
    until(driver, lambda: not driver.find_element(By.ID, "unsaved").is_displayed(), "which is said")
    press(driver, "u")
    until(driver, lambda: status_of(row) == "unreviewed", "undone")


def search_without_diacritics_as_one_types():
    driver = browser()
    driver.get(BASE + "/search")
    field = driver.find_element(By.ID, "q")
    field.send_keys("quach dieu an")
    until(driver, lambda: "Quách Diệu Ân" in driver.find_element(By.ID, "results").text, "found without a reload")
    shot(driver, "search")
    field.clear()
    field.send_keys("khong mot nhip cau")
    until(driver, lambda: driver.find_elements(By.CSS_SELECTOR, "#results .card"), "words are found")
    quiet(driver)


def check_shows_what_differs():
    driver = browser()
    driver.get(BASE + "/check")
    driver.find_element(By.ID, "quote").send_keys("Bến đò phải mở lại trước Tết, một nhịp cầu nào cũng được thay cho nó")
    driver.find_element(By.ID, "quote").submit()
    until(driver, lambda: driver.find_elements(By.CSS_SELECTOR, ".verdict"), "an answer")
    assert "v-altered" in driver.find_element(By.CSS_SELECTOR, ".verdict").get_attribute("class"), driver.page_source[-1500:]
    assert driver.find_elements(By.CSS_SELECTOR, "#answers del, #answers ins"), "the words are marked"
    assert driver.find_elements(By.CSS_SELECTOR, "#answers .warn"), "the negation is warned of"
    shot(driver, "check")
    quiet(driver)


def language_is_switched():
    driver = browser()
    driver.get(BASE + "/queue")
    assert driver.find_element(By.TAG_NAME, "html").get_attribute("lang") == "en"
    driver.find_element(By.CSS_SELECTOR, "a.language").click()
    until(driver, lambda: driver.find_element(By.TAG_NAME, "html").get_attribute("lang") == "vi", "switched")
    driver.get(BASE + "/overview")
    assert "Tổng quan" in driver.find_element(By.TAG_NAME, "h1").text, "and kept"
    shot(driver, "overview-vi")
    quiet(driver)
    driver = browser(language="vi")
    driver.get(BASE + "/queue")
    assert "Chờ duyệt" in driver.find_element(By.TAG_NAME, "h1").text, "the browser's language"


def hostile_article_does_nothing():
    driver = browser()
    key = "nghich"
    rows = [record["row"] for record in api(f"/articles/{key}")["records"]]
    pages = [f"/article?key={key}", f"/queue?article={key}&status=all", f"/search?q=script", f"/variants?row={rows[0]}",
             "/search?q=%22%3E%3Cscript%3Ewindow.hacked%3D1%3C/script%3E", "/speakers?q=%3Cimg%20src=x%20onerror=alert(1)%3E"]
    for record in api(f"/articles/{key}")["records"]:
        if record["speaker"]:
            pages.append(f"/speaker?id={record['speaker']['id']}")
    for page in pages:
        driver.get(BASE + page)
        assert driver.execute_script("return window.hacked") is None, page
        assert not driver.find_elements(By.CSS_SELECTOR, "main script, main img, main iframe, [onmouseover], [onerror]"), page
    quiet(driver)


def speaker_page_shows_and_mends():
    driver = browser()
    found = api("/speakers?q=quach")["speakers"][0]
    driver.get(BASE + f"/speaker?id={found['id']}")
    assert "Quách Diệu Ân" in driver.find_element(By.TAG_NAME, "h1").text
    assert driver.find_elements(By.CSS_SELECTOR, "svg.chart rect"), "the timeline"
    shot(driver, "speaker")
    driver.execute_script("document.querySelector('details.load').open = true")
    until(driver, lambda: driver.find_element(By.CSS_SELECTOR, "details.load div").text, "the wordings")
    assert "Bến đò" in driver.find_element(By.CSS_SELECTOR, "details.load div").text
    driver.execute_script("document.querySelector('#mend details').open = true; document.querySelector('#mend').scrollIntoView()")
    field = driver.find_element(By.ID, "merge-input")
    field.send_keys("mac van")
    until(driver, lambda: driver.find_elements(By.CSS_SELECTOR, "#merge-options [role=option]"), "offered")
    field.send_keys(Keys.ENTER)
    until(driver, lambda: driver.find_element(By.ID, "merge-preview").text, "a preview before anything is done")
    assert api("/speakers?q=mac%20van")["speakers"], "nothing is done yet"
    shot(driver, "speaker-merge")
    quiet(driver)


def pages():
    rows = api("/records?status=all&order=place&limit=1")["records"]
    speaker = api("/speakers?q=quach")["speakers"][0]["id"]
    return {
        "queue": "/queue", "queue-filtered": "/queue?layer=quote&status=all", "article": "/article?key=ben-do",
        "articles": "/articles", "sources": "/sources", "queue-instructive": "/queue?order=instructive", "speakers": "/speakers", "speaker": f"/speaker?id={speaker}", "search": "/search?q=ben+do", "check": "/check",
        "overview": "/overview", "batch": "/batch?layer=quote", "disputes": "/disputes", "doubtful": "/doubtful", "sharing": "/sharing", "sign-in": "/sign-in",
        "checked": "/check?quote=" + urllib.parse.quote(rows[0]["text"]), "variants": f"/variants?row={rows[0]['row']}", "error": "/nothing-here",
    }


def findings(driver):
    # What is folded is looked at too.
    driver.execute_script("document.querySelectorAll('main details').forEach((details) => { details.open = true; })")
    driver.execute_script(AXE)
    found = driver.execute_async_script("""
      const done = arguments[arguments.length - 1];
      axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})
        .then((result) => done(result.violations));""")
    return [f"{violation['id']} {[(n['target'], n['any'][0]['message'] if n['any'] else '') for n in violation['nodes'][:3]]}"
            for violation in found]


def no_accessibility_finding_on_any_page_or_dialog():
    faults = []
    # A history and a thread of notes that scroll.
    row = api("/articles/ben-do")["records"][0]["row"]
    for number in range(20):
        decide(row, "note", "Mai", note=f"ghi chú số {number}")
    for language, dark in [("en", False), ("vi", True)]:
        driver = browser(language=language, dark=dark)
        for name, page in pages().items():
            driver.get(BASE + page)
            faults += [f"{name} {language}: {fault}" for fault in findings(driver)]
        driver.get(BASE + "/article?key=ben-do")
        for dialog, key in [("speaker-dialog", "s"), ("span-dialog", "e"), ("kind-dialog", "t"), ("note-dialog", "n"),
                            ("help-dialog", "?"), ("history-dialog", "h"), ("span-dialog", "m")]:
            press(driver, key)
            until(driver, lambda: is_open(driver, dialog), f"{dialog} opens")
            faults += [f"{dialog} {language}: {fault}" for fault in findings(driver)]
            shot(driver, f"{dialog}-{language}")
            press(driver, Keys.ESCAPE)
        for dialog in ["conflict-dialog", "undo-dialog", "link-dialog"]:
            driver.execute_script("document.getElementById(arguments[0]).showModal()", dialog)
            faults += [f"{dialog} {language}: {fault}" for fault in findings(driver)]
            driver.execute_script("document.getElementById(arguments[0]).close()", dialog)
        if dark:
            driver.get(BASE + "/queue")
            shot(driver, "queue-dark")
            driver.get(BASE + "/article?key=ben-do")
            shot(driver, "article-dark")
    undo_all(row)
    assert not faults, "\n".join(faults)


def every_page_in_every_look():
    """Screenshots to be looked at, where $DESK_SHOTS asks for them."""
    if not os.environ.get("DESK_SHOTS"):
        return
    for language in ["vi", "en"]:
        for dark in [False, True]:
            driver = browser(language=language, dark=dark)
            for width, height in [(1920, 1080), (1280, 900), (390, 844)]:
                metrics(driver, width, height)
                for name, page in pages().items():
                    driver.get(BASE + page)
                    wide = driver.execute_script("return document.documentElement.scrollWidth")
                    assert wide <= width, f"{name} is {wide} pixels wide on {width}"
                    shot(driver, f"{language}-{'dark' if dark else 'light'}-{width}-{name}")


def works_at_360_pixels():
    driver = browser(width=360, height=740)
    for name, page in pages().items():
        driver.get(BASE + page)
        wide = driver.execute_script("return document.documentElement.scrollWidth")
        assert wide <= 360, f"{name} is {wide} pixels wide"
        shot(driver, f"narrow-{name}")
    quiet_except_404(driver)


def quiet_except_404(driver):
    errors = [e["message"] for e in driver.get_log("browser") if e["level"] == "SEVERE" and "404" not in e["message"]]
    assert not errors, errors


def first_view_is_small():
    driver = browser()
    for name, page in pages().items():
        driver.execute_cdp_cmd("Network.enable", {})
        driver.execute_cdp_cmd("Network.clearBrowserCache", {})
        driver.get_log("performance")
        driver.get(BASE + page)
        size = 0
        for entry in driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.loadingFinished":
                size += message["params"]["encodedDataLength"]
        assert size < 120_000, f"{name}: {size} bytes"


TRIED = [
    queue_by_keyboard_alone, speaker_is_corrected_by_typing, span_is_corrected_by_keyboard, missed_quote_is_added_by_selecting,
    article_text_is_the_page_text, marks_light_up_together, two_browsers_in_conflict, unsaved_decision_is_kept,
    search_without_diacritics_as_one_types, check_shows_what_differs, language_is_switched, hostile_article_does_nothing,
    speaker_page_shows_and_mends, no_accessibility_finding_on_any_page_or_dialog, every_page_in_every_look,
    works_at_360_pixels, first_view_is_small,
]

if __name__ == "__main__":
    run(TRIED)
