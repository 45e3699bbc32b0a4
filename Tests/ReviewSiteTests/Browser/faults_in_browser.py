"""What the desk once did otherwise than its reader meant, in headless Chromium: one attempt a fault.

usage: faults_in_browser.py ADDRESS SCREENSHOTS [NAME…]
"""
from browsing import *


def the_speaker_is_who_was_typed_however_slow_the_desk_is():
    """At 250 ms of latency, a name typed quickly and Enter saved whoever was offered before."""
    driver = browser()
    driver.get(BASE + "/queue")
    row = active_row(driver)
    undo_all(row)
    latency(driver, 250)
    press(driver, "s")
    until(driver, lambda: driver.find_elements(By.CSS_SELECTOR, "#speaker-options [role=option]"), "the alternatives are there")
    assert not driver.find_elements(By.CSS_SELECTOR, "#speaker-options [aria-selected=true]"), "nobody is chosen before one types"
    driver.find_element(By.ID, "speaker-input").send_keys("quach dieu an" + Keys.ENTER)
    until(driver, lambda: (api(f"/records/{row}")["speaker"] or {}).get("name") == "Quách Diệu Ân", "it is who was typed")
    until(driver, lambda: [action for _, action in history(row)] == ["speaker"], "and nothing else")
    undo_all(row)


def nobody_is_never_preselected():
    driver = browser()
    driver.get(BASE + "/queue")
    press(driver, "s")
    field = driver.find_element(By.ID, "speaker-input")
    for letter in "Ngạc":
        field.send_keys(letter)
        until(driver, lambda: driver.find_elements(By.CSS_SELECTOR, "#speaker-options [aria-selected=true]"), "something is offered")
        chosen = driver.find_element(By.CSS_SELECTOR, "#speaker-options [aria-selected=true]").text
        assert "Nobody" not in chosen, chosen
    # Nothing is offered, nothing is taken.
    blocked(driver, "*/speakers?*")
    field.send_keys("x" + Keys.ENTER)
    until(driver, lambda: driver.find_element(By.ID, "alert").is_displayed(), "it says why")
    assert is_open(driver, "speaker-dialog"), "and takes nobody"


def focus_chooses_the_card():
    """With Tab in the third card, `a` accepted the first."""
    driver = browser()
    driver.get(BASE + "/queue")
    rows = rows_on(driver)
    driver.execute_script("document.querySelector('#r%s a').focus()" % rows[2])
    press(driver, "a")
    until(driver, lambda: status_of(rows[2]) == "accepted", "the focused one is accepted")
    assert status_of(rows[0]) == "unreviewed"
    undo_all(rows[2])


def undo_takes_back_ones_own_across_pages():
    """After a page load, `u` undid a colleague's decision, and one's own on the page before could not be undone."""
    driver = browser()
    be(driver, "Mai")
    mine, theirs = rows_on(driver)[:2]
    press(driver, "a")
    until(driver, lambda: status_of(mine) == "accepted", "mine is saved")
    decide(theirs, "reject", "Bình")
    driver.get(BASE + "/queue")
    driver.get(BASE + f"/article?key={urllib.parse.quote(api(f'/records/{theirs}')['article']['key'])}#r{theirs}")
    until(driver, lambda: active_row(driver) == theirs, "theirs is chosen")
    press(driver, "u")
    until(driver, lambda: status_of(mine) == "unreviewed", "mine is undone, on whatever page it was")
    assert status_of(theirs) == "rejected", "theirs stays"
    until(driver, lambda: "accept" in driver.find_element(By.ID, "status").text, "it names what it took back")
    press(driver, "u")
    until(driver, lambda: "no decision left" in driver.find_element(By.ID, "status").text, "nothing of mine is left")
    assert status_of(theirs) == "rejected"
    undo_all(theirs)


def undo_asks_before_it_touches_somebody_elses():
    driver = browser()
    be(driver, "Mai")
    row = active_row(driver)
    press(driver, "a")
    until(driver, lambda: status_of(row) == "accepted", "mine is saved")
    decide(row, "kind", "Bình", kind="mixed")
    driver.get(BASE + "/queue")
    press(driver, "u")
    until(driver, lambda: is_open(driver, "undo-dialog"), "it asks")
    assert "Bình" in driver.find_element(By.ID, "undo-dialog").text
    driver.find_element(By.ID, "undo-no").click()
    assert api(f"/records/{row}")["kind"] == "mixed"
    press(driver, "u")
    until(driver, lambda: is_open(driver, "undo-dialog"), "it asks again")
    driver.find_element(By.ID, "undo-yes").click()
    until(driver, lambda: history(row)[-1] == ("Mai", "undo"), "theirs is undone because one said so")
    assert status_of(row) == "accepted"
    undo_all(row)


def conflicts_come_one_after_the_other():
    """Of several conflicts at once only the last dialog survived, and cards stayed “saving” for ever."""
    driver = browser()
    be(driver, "Mai")
    rows = rows_on(driver)[:3]
    for row in rows:
        decide(row, "reject", "Bình")
    # All three wait before the first conflict is known, however slow the machine is.
    blocked(driver, "*/decisions*")
    press(driver, "a", "a", "a")
    until(driver, lambda: outbox(driver) == 3, "three decisions wait")
    blocked(driver)
    for index, button in enumerate(["conflict-keep", "conflict-mine", "conflict-keep"]):
        until(driver, lambda: is_open(driver, "conflict-dialog"), f"conflict {index + 1} is shown")
        driver.find_element(By.ID, button).click()
        until(driver, lambda: len(history(rows[index])) == 2, f"what was answered to conflict {index + 1} is recorded")
    until(driver, lambda: not driver.find_elements(By.CSS_SELECTOR, ".card.saving"), "nothing is left saving")
    assert [history(row)[-1] for row in rows] == [("Mai", "keep"), ("Mai", "accept"), ("Mai", "keep")]
    assert [status_of(row) for row in rows] == ["rejected", "accepted", "rejected"]
    undo_all(*rows)


def what_waits_goes_in_order_and_to_its_own_database():
    """A note before an accept was lost, and decisions were offered to another database under another name."""
    driver = browser()
    be(driver, "Mai")
    row = active_row(driver)
    other = rows_on(driver)[1]
    blocked(driver, "*/decisions")
    press(driver, "n")
    until(driver, lambda: is_open(driver, "note-dialog"), "a note can be written")
    driver.find_element(By.ID, "note-text").send_keys("gọi lại")
    driver.find_element(By.ID, "note-save").click()
    press(driver, "a")
    until(driver, lambda: driver.find_element(By.ID, "unsaved").is_displayed(), "both wait")
    # As another database, and another reviewer, have left theirs.
    driver.execute_script("""
      const item = (row, id) => JSON.stringify({alive: 0, items: [{id, row, before: 'unreviewed', text: 'x',
        body: {action: 'reject', version: 1, request: id}}]});
      localStorage.setItem('trichdan-outbox 0123456789abcdef Mai tab', item(arguments[0], 'von-kho-khac'));
      localStorage.setItem(`trichdan-outbox ${document.body.dataset.database} B%C3%ACnh tab`, item(arguments[0], 'von-nguoi-khac'));
      localStorage.setItem('trichdan-unsaved', JSON.stringify([{row: arguments[0], sent: {action: 'reject', version: 1}}]));""", other)
    driver.get(BASE + "/overview")
    blocked(driver)
    driver.get(BASE + "/queue")
    until(driver, lambda: history(row) == [("Mai", "note"), ("Mai", "accept")], "both are saved, in order")
    assert api(f"/records/{row}")["note"] == "gọi lại"
    # What waits goes in order: once this is saved, nothing else would come.
    press(driver, "u")
    until(driver, lambda: len(history(row)) == 3 and not outbox(driver), "and taken back")
    assert history(other) == [], "nothing of another database or reviewer is sent"
    assert driver.execute_script("return Object.keys(localStorage).filter((key) => key.startsWith('trichdan-outbox')).length") == 2
    undo_all(row)


def a_decision_whose_answer_is_lost_is_taken_once():
    driver = browser()
    be(driver, "Mai")
    row = active_row(driver)
    driver.execute_script("""
      const real = window.fetch;
      let lost = 0;
      window.fetch = async (...request) => {
        const answer = await real(...request);
        if (String(request[0]).includes('/decisions') && lost < 2) { lost += 1; throw new TypeError('lost'); }
        return answer;
      };""")
    press(driver, "a")
    until(driver, lambda: "saving" not in class_of(driver, row) and "failed" not in class_of(driver, row) and "st-accepted" in class_of(driver, row), "it is known to be saved")
    until(driver, lambda: not outbox(driver), "nothing waits any more")
    assert history(row) == [("Mai", "accept")]
    undo_all(row)


def the_same_decision_is_agreement():
    """Two who decided the same were told of a conflict, and the overview showed no agreement."""
    driver = browser()
    be(driver, "Mai")
    row, second = rows_on(driver)[:2]
    decide(row, "accept", "Bình")
    decide(second, "reject", "Bình")
    press(driver, "a", "r")
    until(driver, lambda: history(second) == [("Bình", "reject"), ("Mai", "reject")], "both are in the log")
    assert history(row) == [("Bình", "accept"), ("Mai", "accept")]
    assert not is_open(driver, "conflict-dialog")
    # The overview looks again some seconds after a change.
    eventually(lambda: [pair for pair in api("/overview")["agreements"] if pair["reviewers"] == ["Bình", "Mai"] and pair["agreed"] == 2])
    undo_all(row, second)


def a_missed_quote_is_added_by_keyboard():
    driver = browser()
    driver.get(BASE + "/article?key=ben-do")
    press(driver, "m")
    until(driver, lambda: is_open(driver, "span-dialog"), "the dialog opens")
    mark = lambda: driver.execute_script("return document.querySelector('#span-text mark').textContent")
    area = driver.find_element(By.ID, "span-text")
    for _ in range(30):
        if "Mỗi mùa khô" in mark():
            break
        area.send_keys(Keys.ARROW_DOWN)
    assert mark() == "Mỗi mùa khô, sông 🚣 lại cạn", mark()
    webdriver.ActionChains(driver).key_down(Keys.SHIFT).send_keys(Keys.ARROW_RIGHT * 3).key_up(Keys.SHIFT).perform()
    assert mark() == "sông 🚣 lại cạn", mark()
    area.send_keys(Keys.ENTER)
    added = eventually(lambda: [r for r in api("/articles/ben-do")["records"] if r["status"] == "added"])[0]
    assert added["text"] == "sông 🚣 lại cạn"
    until(driver, lambda: active_row(driver) == str(added["row"]), "it is chosen on the page")
    undo_all(added["row"])


def text_and_card_are_seen_together():
    """On an article's page the active record's words and its card were never in view at once."""
    driver = browser(width=1280, height=700)
    rows = [record["row"] for record in api("/articles/ben-do")["records"]]
    for width, height in [(1280, 700), (1920, 1000), (390, 800)]:
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})
        driver.get(BASE + "/article?key=ben-do")
        for _ in rows:
            seen = driver.execute_script("""
              const row = document.querySelector('.card.active').dataset.row;
              const inView = (element, bottom) => { const box = element.getBoundingClientRect(); return box.bottom > 0 && box.top < bottom; };
              const sheet = document.querySelector('.margin').getBoundingClientRect();
              const isSheet = getComputedStyle(document.querySelector('.margin')).position === 'fixed';
              const bottom = isSheet ? sheet.top : innerHeight;
              return [inView(document.querySelector(`#text [data-r~="${row}"]`), bottom), inView(document.getElementById(`r${row}`), innerHeight)];""")
            assert seen == [True, True], (width, active_row(driver), seen)
            press(driver, "j")
        shot(driver, f"article-{width}")


def the_queue_goes_on_after_a_corrected_speaker():
    driver = browser()
    driver.get(BASE + "/queue")
    row, following = rows_on(driver)[:2]
    press(driver, "s")
    driver.find_element(By.ID, "speaker-input").send_keys("quach dieu an")
    until(driver, lambda: "Quách Diệu Ân" in driver.find_element(By.ID, "speaker-options").text, "offered")
    press(driver, Keys.ENTER)
    until(driver, lambda: active_row(driver) == following, "the next one is chosen")
    until(driver, lambda: history(row), "it is saved")
    assert active_row(driver) == following, "and stays chosen"
    undo_all(row)


def keys_work_with_caps_lock_and_an_input_method():
    driver = browser()
    driver.get(BASE + "/queue")
    first, second = rows_on(driver)[:2]
    driver.execute_script("document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: 'A', code: 'KeyA', bubbles: true, modifierCapsLock: true}))")
    until(driver, lambda: status_of(first) == "accepted", "with Caps Lock")
    driver.execute_script("document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: 'Process', code: 'KeyR', keyCode: 229, bubbles: true}))")
    until(driver, lambda: status_of(second) == "rejected", "through an input method")
    undo_all(first, second)


def the_count_goes_down_and_the_next_page_comes_by_itself():
    driver = browser()
    driver.get(BASE + "/queue")
    left = int(driver.find_element(By.ID, "left").get_attribute("data-n"))
    row = active_row(driver)
    press(driver, "a")
    assert int(driver.find_element(By.ID, "left").get_attribute("data-n")) == left - 1
    count = len(rows_on(driver))
    for _ in range(count):
        press(driver, "j")
    until(driver, lambda: len(rows_on(driver)) > count, "more come by themselves")
    rows = rows_on(driver)
    assert len(rows) == len(set(rows))
    until(driver, lambda: status_of(row) == "accepted", "saved")
    press(driver, "u")
    until(driver, lambda: int(driver.find_element(By.ID, "left").get_attribute("data-n")) == left, "and up again")
    undo_all(row)


def two_at_one_queue_get_different_records():
    one, two = browser(), browser()
    be(one, "Mai")
    until(one, lambda: one.execute_script("return document.querySelectorAll('.card').length") > 5, "the first has a page")
    first = rows_on(one)[0]
    until(one, lambda: looked_at(first) == "Mai", "which the desk knows")
    be(two, "Bình")
    until(two, lambda: two.execute_script("return document.querySelectorAll('.card').length") > 5, "the second has one too")
    assert not set(rows_on(one)[:20]) & set(rows_on(two)[:20])
    assert "looked at by somebody else" in two.find_element(By.CSS_SELECTOR, ".page-head").text
    one.get(BASE + "/overview")
    until(one, lambda: looked_at(first) is None, "the first went away")
    two.get(BASE + "/queue")
    assert "looked at" not in two.find_element(By.CSS_SELECTOR, ".page-head").text, "who goes away gives them back"


def a_queue_that_is_shared_out_has_a_part_for_each():
    one, two = browser(), browser()
    be(one, "Mai", "/sharing")
    names = one.find_element(By.ID, "s-names")
    names.clear()
    names.send_keys("Mai\nBình")
    one.find_element(By.CSS_SELECTOR, "#s-by option[value='speaker']").click()
    click(one, "main form:has(#s-names) button")
    until(one, lambda: len(one.find_elements(By.CSS_SELECTOR, "main table [name='share']")) == 2, "each has a part")
    one.get(BASE + "/queue")
    be(two, "Bình")
    assert rows_on(one) and rows_on(two) and not set(rows_on(one)) & set(rows_on(two))
    assert "Parts are given to 1 other reviewer" in one.find_element(By.CSS_SELECTOR, ".page-head").text
    click(one, "a.chip[href^='/queue?share=']")
    until(one, lambda: "share=" in one.current_url and rows_on(one), "a part has an address of its own")
    # One speaker, given by name with what the field suggests.
    one.get(BASE + "/sharing")
    for _ in range(2):
        left = len(one.find_elements(By.CSS_SELECTOR, "main table [name='share']"))
        click(one, "main table form button")
        until(one, lambda: len(one.find_elements(By.CSS_SELECTOR, "main table [name='share']")) < left, "it is taken back")
    one.find_element(By.ID, "s-name").send_keys("Bình")
    one.find_element(By.ID, "s-speaker").send_keys("quach dieu an")
    click(one, "main form:has(#s-name) button")
    until(one, lambda: "Quách Diệu Ân" in one.find_element(By.TAG_NAME, "main").text, "it is given")
    one.get(BASE + "/queue")
    assert rows_on(one) and "Quách Diệu Ân" not in one.find_element(By.ID, "cards").text
    one.get(BASE + "/sharing")
    click(one, "main table form button")
    until(one, lambda: not one.find_elements(By.CSS_SELECTOR, "main table"), "everybody's again")
    quiet(one)


def history_and_notes_are_on_the_page():
    driver = browser()
    be(driver, "Mai")
    row = active_row(driver)
    decide(row, "note", "Bình", note="hỏi lại toà soạn")
    decide(row, "accept", "Bình")
    decide(row, "undo", "Bình", othersToo=True)
    driver.get(BASE + f"/article?key={urllib.parse.quote(api(f'/records/{row}')['article']['key'])}#r{row}")
    press(driver, "h")
    until(driver, lambda: is_open(driver, "history-dialog"), "the history opens")
    text = driver.find_element(By.ID, "history-list").text
    assert "Bình: accept" in text and "(taken back)" in text and "hỏi lại toà soạn" in text, text
    shot(driver, "history")
    press(driver, Keys.ESCAPE)
    press(driver, "n")
    until(driver, lambda: "hỏi lại toà soạn" in driver.find_element(By.ID, "note-thread").text, "earlier notes stand above")
    driver.find_element(By.ID, "note-text").send_keys("đã hỏi")
    driver.find_element(By.ID, "note-save").click()
    until(driver, lambda: api(f"/records/{row}")["note"] == "đã hỏi", "the new one is saved")
    assert [by for by, action in history(row) if action == "note"] == ["Bình", "Mai"], "and both stay"
    undo_all(row)


def mending_a_speaker_is_taken_back_on_the_page():
    """Merging, splitting and renaming could not be taken back on the page, nor seen before they were done."""
    driver = browser()
    find = lambda name: api("/speakers?" + urllib.parse.urlencode({"q": name}))["speakers"]
    one = eventually(lambda: find("quach dieu an"))[0]
    other = eventually(lambda: find("so ben bai"))[0]
    before = api(f"/speakers/{one['id']}")
    driver.get(BASE + f"/speaker?id={one['id']}")
    driver.execute_script("document.querySelectorAll('#mend details').forEach((details) => { details.open = true; })")
    field = driver.find_element(By.ID, "merge-input")
    field.send_keys("so ben bai")
    until(driver, lambda: "Sở Bến Bãi" in driver.find_element(By.ID, "merge-options").text, "offered")
    field.send_keys(Keys.ENTER)
    until(driver, lambda: driver.find_elements(By.CSS_SELECTOR, "#merge-records li"), "what would change is shown")
    assert api(f"/speakers/{other['id']}")["name"] == "Sở Bến Bãi", "nothing is done yet"
    click(driver, "#merge-do")
    until(driver, lambda: api(f"/speakers/{one['id']}")["claims"] > before["claims"], "merged")

    def offered():
        driver.get(BASE + f"/speaker?id={one['id']}")
        driver.execute_script("document.getElementById('mendings').open = true")
        return True
    offered()
    until(driver, lambda: driver.find_elements(By.CSS_SELECTOR, "#mendings li button"), "what was done can be taken back")
    click(driver, "#mendings li button")
    until(driver, lambda: api(f"/speakers/{one['id']}")["claims"] == before["claims"], "taken back")
    eventually(lambda: find("so ben bai"))
    quiet(driver)


def many_at_once_are_looked_at_first_and_taken_back_as_one():
    driver = browser()
    be(driver, "Mai", "/batch?source=Tin+B%E1%BA%BFn&layer=claim")
    assert not driver.find_element(By.ID, "batch-accept").is_enabled(), "not before the sample was looked at"
    sample = rows_on(driver)
    for _ in sample:
        press(driver, "a")
    until(driver, lambda: driver.find_element(By.ID, "batch-accept").is_enabled() and not outbox(driver), "it was looked at")
    assert "100 %" in driver.find_element(By.ID, "batch-share").text
    driver.execute_script("window.confirm = () => true")
    click(driver, "#batch-accept")
    done = eventually(lambda: api("/batches")["batches"])[0]
    assert done["by"] == "Mai" and done["records"] > 0, done
    until(driver, lambda: driver.find_elements(By.CSS_SELECTOR, f"[data-batch='{done['name']}']"), "it can be taken back")
    click(driver, f"[data-batch='{done['name']}']")
    eventually(lambda: api("/batches")["batches"][0]["undone"] == done["records"])
    undo_all(*sample)


TRIED = [
    the_speaker_is_who_was_typed_however_slow_the_desk_is, nobody_is_never_preselected, focus_chooses_the_card,
    undo_takes_back_ones_own_across_pages, undo_asks_before_it_touches_somebody_elses, conflicts_come_one_after_the_other,
    what_waits_goes_in_order_and_to_its_own_database, a_decision_whose_answer_is_lost_is_taken_once,
    the_same_decision_is_agreement, a_missed_quote_is_added_by_keyboard, text_and_card_are_seen_together,
    the_queue_goes_on_after_a_corrected_speaker, keys_work_with_caps_lock_and_an_input_method,
    the_count_goes_down_and_the_next_page_comes_by_itself, two_at_one_queue_get_different_records,
    a_queue_that_is_shared_out_has_a_part_for_each, history_and_notes_are_on_the_page, mending_a_speaker_is_taken_back_on_the_page,
    many_at_once_are_looked_at_first_and_taken_back_as_one,
]

if __name__ == "__main__":
    run(TRIED)
