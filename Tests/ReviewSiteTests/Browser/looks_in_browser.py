"""How the desk looks and answers: times, the dark look, marks of a search, targets for fingers, checks with an address.

usage: looks_in_browser.py ADDRESS SCREENSHOTS [ATTEMPT…]
"""
import datetime
import zoneinfo

from browsing import *


def times_are_in_the_readers_zone():
    row = api("/articles/ben-do")["records"][0]["row"]
    decide(row, "accept", "Mai")
    shown = {}
    for zone in ["Asia/Ho_Chi_Minh", "America/New_York"]:
        driver = browser()
        driver.execute_cdp_cmd("Emulation.setTimezoneOverride", {"timezoneId": zone})
        driver.get(BASE + "/article?key=ben-do")
        time_ = driver.find_element(By.CSS_SELECTOR, f"#r{row} time")
        moment = datetime.datetime.fromisoformat(time_.get_attribute("datetime").replace("Z", "+00:00"))
        wanted = moment.astimezone(zoneinfo.ZoneInfo(zone)).strftime("%d/%m/%Y, %H:%M")
        until(driver, lambda: driver.find_element(By.CSS_SELECTOR, f"#r{row} time").text == wanted, f"{wanted} in {zone}")
        shown[zone] = wanted
        driver.execute_cdp_cmd("Emulation.setTimezoneOverride", {"timezoneId": ""})
    assert len(set(shown.values())) == 2, shown
    undo_all(row)


def the_dark_look_has_a_switch_that_stays():
    driver = browser()
    background = "return getComputedStyle(document.body).backgroundColor"
    driver.get(BASE + "/queue")
    light = driver.execute_script(background)
    driver.find_element(By.CSS_SELECTOR, "[data-do='theme']").click()
    dark = driver.execute_script(background)
    assert light != dark
    driver.get(BASE + "/overview")
    assert driver.execute_script(background) == dark, "on the next page too"
    driver.find_element(By.CSS_SELECTOR, "[data-do='theme']").click()
    assert driver.execute_script(background) == light


def a_search_finds_words_of_texts_and_marks_them():
    driver = browser()
    driver.get(BASE + "/search?q=" + urllib.parse.quote("mua kho"))
    excerpt = driver.find_element(By.CSS_SELECTOR, "#results .excerpt")
    assert [mark.text for mark in excerpt.find_elements(By.TAG_NAME, "mark")] == ["mùa", "khô"], excerpt.text
    driver.get(BASE + "/search?q=" + urllib.parse.quote("mùa khó"))
    assert not driver.find_elements(By.CSS_SELECTOR, "#results .excerpt"), "what is typed with diacritics has them"
    quiet(driver)


def fingers_find_what_they_touch():
    driver = browser(390, 844)
    row = api("/records?limit=1")["records"][0]["row"]
    small = []
    for page in ["/queue", "/queue?layer=quote", "/article?key=ben-do", "/articles", "/speakers", "/speaker?id=1", "/check",
                 "/search?q=ben", "/overview", "/sources", "/batch?layer=quote", "/disputes", "/doubtful", f"/variants?row={row}"]:
        driver.get(BASE + page)
        small += [f"{page}: {name}" for name in driver.execute_script("""
          return [...document.querySelectorAll('button, .button, select, summary, nav a, input:not([type=hidden], [type=checkbox])')]
            .filter((item) => item.offsetParent && item.getBoundingClientRect().height < 43.5)
            .map((item) => `${item.outerHTML.slice(0, 80)} ${item.getBoundingClientRect().height}`)""")]
    assert not small, "\n".join(small)


def a_check_folds_its_form_and_can_be_sent_on():
    driver, other = browser(), browser()
    driver.get(BASE + "/check")
    assert driver.find_element(By.CSS_SELECTOR, "details.fold").get_attribute("open"), "there is something to fill in"
    driver.find_element(By.ID, "speaker").send_keys("quach")
    until(driver, lambda: driver.find_elements(By.CSS_SELECTOR, "#c-speakers option[value='Quách Diệu Ân']"), "speakers are suggested")
    driver.find_element(By.ID, "article").send_keys("ben do")
    until(driver, lambda: driver.find_elements(By.CSS_SELECTOR, "#c-articles option[value='ben-do']"), "articles are suggested")
    for name in ["speaker", "article"]:
        driver.find_element(By.ID, name).clear()
    driver.find_element(By.ID, "quote").send_keys("Năm nay nước lên nhanh lắm")
    driver.find_element(By.ID, "quote").submit()
    until(driver, lambda: driver.find_elements(By.CSS_SELECTOR, ".v-verbatim"), "an answer")
    assert not driver.find_element(By.CSS_SELECTOR, "details.fold").get_attribute("open"), "the form is out of the way"
    other.get(driver.current_url)
    assert other.find_element(By.CSS_SELECTOR, "#answers").text == driver.find_element(By.CSS_SELECTOR, "#answers").text


def a_long_draft_goes_on():
    driver = browser()
    driver.get(BASE + "/check")
    draft = "\n".join(f"Ông Mạc Văn Lũng nói: “Chuyến này chở {number} người”." for number in range(300, 520))
    driver.execute_script("document.getElementById('draft').value = arguments[0]", draft)
    driver.find_element(By.ID, "draft").submit()
    until(driver, lambda: driver.find_elements(By.CSS_SELECTOR, "#answers .checked"), "an answer")
    first = len(driver.find_elements(By.CSS_SELECTOR, "#answers .checked"))
    rest = driver.find_element(By.CSS_SELECTOR, "form.warn")
    assert str(220 - first) in rest.text, (first, rest.text)
    rest.find_element(By.TAG_NAME, "button").click()
    until(driver, lambda: len(driver.find_elements(By.CSS_SELECTOR, "#answers .checked")) == 220 - first, "the rest")


TRIED = [
    times_are_in_the_readers_zone, the_dark_look_has_a_switch_that_stays, a_search_finds_words_of_texts_and_marks_them,
    fingers_find_what_they_touch, a_check_folds_its_form_and_can_be_sent_on, a_long_draft_goes_on,
]

if __name__ == "__main__":
    run(TRIED)
