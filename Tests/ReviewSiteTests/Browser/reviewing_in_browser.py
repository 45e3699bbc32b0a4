"""Two reviewers at one queue by keyboard alone, over a line of random latency, while the desk is killed and started again.

usage: reviewing_in_browser.py ADDRESS SCREENSHOTS

ADDRESS is not used: the script serves a copy of $DESK_DATABASE with $DESK_PROGRAM itself. $DESK_SECONDS is how long they
review (20), $DESK_RUNS how often (1), $DESK_SEED where chance begins. In the end the log must hold exactly what was meant.
"""
import random
import shutil
import socket
import subprocess
import tempfile

import browsing
from browsing import *

SECONDS = float(os.environ.get("DESK_SECONDS", "20"))
RUNS = int(os.environ.get("DESK_RUNS", "1"))
SEED = int(os.environ.get("DESK_SEED", str(random.randrange(1_000_000))))
NAMES = ["quach dieu an", "mac van lung", "so ben bai"]


class Server:
    def __init__(self, database):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.database = database
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            [os.environ["DESK_PROGRAM"], "serve", "--quiet", "--port", str(self.port), "--reviewer", "an", "--db", self.database],
            stderr=subprocess.DEVNULL)
        for _ in range(20 * PATIENCE):
            try:
                api("/session")
                return
            except OSError:
                time.sleep(0.05)
        raise AssertionError("the desk does not start")

    def kill(self):
        self.process.kill()
        self.process.wait()


class Reviewer:
    """One of the two, who remembers what he meant."""

    def __init__(self, name, chance):
        self.name, self.chance = name, chance
        self.driver = browser()
        be(self.driver, name)
        self.meant = []     # (row, action), in order
        self.standing = []  # what undo would take back, the last at the end
        self.kept = 0

    def means(self, row, action):
        self.meant.append((row, action))
        if action != "undo":
            self.standing.append((row, action))

    def answers(self):
        """Lets stand what another one decided meanwhile, and leaves a dialog that this came before."""
        self.lets_stand()
        if is_open(self.driver, "kind-dialog"):
            press(self.driver, Keys.ESCAPE)
            until(self.driver, lambda: not is_open(self.driver, "kind-dialog"), "the kinds go away")

    def lets_stand(self):
        """Keeps what another one decided, where a dialog asks."""
        state = self.driver.execute_script("""
          const dialog = document.getElementById('conflict-dialog');
          return dialog.open ? [dialog.dataset.row, dialog.dataset.action] : null""")
        if not state:
            return
        for lines in (self.meant, self.standing):
            index = max(i for i, line in enumerate(lines) if list(line) == state)
            del lines[index]
        self.kept += state[1] != "note"
        press(self.driver, Keys.ENTER)
        until(self.driver, lambda: not is_open(self.driver, "conflict-dialog"), "the dialog closes")

    def act(self):
        self.answers()
        latency(self.driver, self.chance.choice([0, 20, 100, 250, 400]))
        row = active_row(self.driver)
        if row is None:
            return
        action = self.chance.choices(["accept", "reject", "kind", "speaker", "note", "undo", "move"], [30, 20, 8, 12, 8, 12, 10])[0]
        try:
            getattr(self, action)(row)
        except Exception:
            # A dialog came in between: what it is about is answered, what was begun is left.
            self.answers()
            raise

    def accept(self, row):
        press(self.driver, "a")
        self.means(row, "accept")

    def reject(self, row):
        press(self.driver, "r")
        self.means(row, "reject")

    def kind(self, row):
        press(self.driver, "t")
        until(self.driver, lambda: is_open(self.driver, "kind-dialog") or is_open(self.driver, "conflict-dialog"), "the kinds are shown")
        if not is_open(self.driver, "kind-dialog"):
            return
        press(self.driver, str(self.chance.randint(1, 4)))
        self.means(row, "kind")

    def speaker(self, row):
        press(self.driver, "s")
        until(self.driver, lambda: is_open(self.driver, "speaker-dialog"), "one may type")
        # Typed and entered at once, faster than the line is.
        press(self.driver, self.chance.choice(NAMES) + Keys.ENTER)
        until(self.driver, lambda: not is_open(self.driver, "speaker-dialog"), "somebody is chosen")
        self.means(row, "speaker")

    def note(self, row):
        press(self.driver, "n")
        until(self.driver, lambda: is_open(self.driver, "note-dialog"), "one may write")
        press(self.driver, f"ghi chú {self.chance.randint(1, 99)}")
        webdriver.ActionChains(self.driver).key_down(Keys.CONTROL).send_keys(Keys.ENTER).key_up(Keys.CONTROL).perform()
        self.means(row, "note")

    def undo(self, _):
        if not self.standing:
            return
        press(self.driver, "u")
        row, _ = self.standing.pop()
        self.means(row, "undo")

    def move(self, _):
        press(self.driver, self.chance.choice("jjk"))

    def waits(self):
        return self.driver.execute_script("""
          return Object.entries(localStorage).filter(([key]) => key.startsWith('trichdan-outbox'))
            .map(([, text]) => JSON.parse(text).items.length).reduce((a, b) => a + b, 0)""")


def review(seed):
    chance = random.Random(seed)
    folder = tempfile.mkdtemp()
    database = os.path.join(folder, "kho.sqlite")
    shutil.copy(os.environ["DESK_DATABASE"], database)
    server = Server.__new__(Server)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        server.port = free.getsockname()[1]
    browsing.BASE = f"http://127.0.0.1:{server.port}"
    globals()["BASE"] = browsing.BASE
    server.database = database
    server.start()
    try:
        both = [Reviewer("Mai", chance), Reviewer("Bình", chance)]
        start = time.monotonic()
        away = [(start + SECONDS * 0.4, server.kill), (start + SECONDS * 0.5, server.start)]
        speaking = True
        while time.monotonic() < start + SECONDS:
            if away and time.monotonic() > away[0][0]:
                speaking = away.pop(0)[1] != server.kill
            reviewer = chance.choice(both)
            # While the desk is away, what needs its answer is not begun.
            if not speaking:
                reviewer.answers()
                row = active_row(reviewer.driver)
                if row:
                    (reviewer.accept if chance.random() < 0.6 else reviewer.reject)(row)
                time.sleep(0.2)
                continue
            reviewer.act()
            time.sleep(chance.random() * 0.15)
        for _, step in away:
            step()
        for reviewer in both:
            latency(reviewer.driver, 0)
            for _ in range(10 * PATIENCE):
                reviewer.answers()
                if not reviewer.waits():
                    break
                time.sleep(0.1)
            assert not reviewer.waits(), f"{reviewer.name} still waits"
        log = []
        for record in everything():
            for line in api(f"/records/{record['row']}/history")["lines"]:
                log.append((line["line"], line["by"], str(record["row"]), line["action"]))
        log.sort()
        for reviewer in both:
            is_ = [(row, action) for _, by, row, action in log if by == reviewer.name and action != "keep"]
            kept = sum(1 for _, by, _, action in log if by == reviewer.name and action == "keep")
            assert is_ == reviewer.meant, (seed, reviewer.name, difference(reviewer.meant, is_))
            assert kept == reviewer.kept, (seed, reviewer.name, kept, reviewer.kept)
        assert {by for _, by, _, _ in log} <= {"Mai", "Bình"}
        return len(log)
    finally:
        server.kill()
        for _, driver in OPEN:
            end(driver)
        OPEN.clear()
        shutil.rmtree(folder, ignore_errors=True)


def everything():
    records, offset = [], "0"
    while offset:
        answer = api(f"/records?status=all&order=place&limit=200&offset={offset}")
        records += answer["records"]
        offset = answer["next"]
    return records


def difference(meant, found):
    at = next((i for i, (a, b) in enumerate(zip(meant, found)) if a != b), min(len(meant), len(found)))
    return f"at {at} of {len(meant)} meant, {len(found)} found: meant {meant[at:at + 4]}, found {found[at:at + 4]}"


def the_log_holds_exactly_what_was_meant():
    for run_ in range(RUNS):
        print(f"      run {run_ + 1}: seed {SEED + run_}, {review(SEED + run_)} lines", flush=True)


if __name__ == "__main__":
    run([the_log_holds_exactly_what_was_meant])
