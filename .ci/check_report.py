"""Opens reports in a real browser and uses them.

    check_report.py FRAMESHIFT DIR

Makes runs and their reports in DIR with the program FRAMESHIFT and opens them
from disk in headless Chromium: no error on the console, no request for anything
but the file, controls, mouse and keyboard do what they say, and a corpus that
is full of markup does nothing. Without Chromium and its driver it says so and
checks nothing.
"""

import csv
import io
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import time
import urllib.request
import xml.etree.ElementTree

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

program, work = sys.argv[1], pathlib.Path(sys.argv[2]).resolve() / "report"
work.mkdir(parents=True, exist_ok=True)


def browser():
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    chromedriver = shutil.which("chromedriver")
    if not chromium or not chromedriver:
        print("SKIPPED, THE REPORT WAS NOT OPENED: no chromium and chromedriver here (Debian: apt-get install chromium chromium-driver)")
        sys.exit(0)
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for a in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1100,1400"):
        options.add_argument(a)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return webdriver.Chrome(options=options, service=webdriver.ChromeService(chromedriver))


def report(name, *flags):
    """Makes a run and its report, and returns the file."""
    out, page = work / name, work / f"{name}.html"
    subprocess.run([program, "run", "--out", out, "--draws", "100", *flags], check=True, capture_output=True)
    subprocess.run([program, "report", "--run", out / "latest", "--to", page], check=True, capture_output=True)
    return page


driver = browser()


def one(selector):
    return driver.find_element(By.CSS_SELECTOR, selector)


def every(selector):
    return driver.find_elements(By.CSS_SELECTOR, selector)


def script(code, *args):
    return driver.execute_script(code, *args)


def load(page):
    for log in ("browser", "performance"):
        driver.get_log(log)
    driver.get(page.as_uri())


def quiet(page):
    """No error on the console, and no request but for the page."""
    console = [e for e in driver.get_log("browser") if "favicon" not in e["message"]]
    assert not console, console
    asked = []
    for entry in driver.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            asked.append(message["params"]["request"]["url"].split("#")[0])
    assert set(asked) <= {page.as_uri()}, asked


def shown_everywhere(fits):
    """All sentences shown, as documents' lines, that do not fit."""
    lines = [e.text for e in every("#passages li")]
    assert lines, "no sentence is shown"
    return [line for line in lines if not fits(line)]


def check_controls(page):
    load(page)
    assert len(every("h1")) == 1 and one("#chart svg"), "no figure"
    assert len(every("#chart .cell")) == 22 and not one("#freq").is_displayed()
    for select, value, wanted in (
        ("measure", "Rate", "Rate, "), ("subject", "Development", "Rate, Development"), ("topic", "within Cyberspace", "within Cyberspace"),
        ("group", "audience: regional", "audience: regional"),
        ("group", "audience: regional minus audience: international", "minus audience: international"),
    ):
        Select(one(f"#{select}")).select_by_visible_text(value)
        assert wanted in one("#caption").text, (select, value, one("#caption").text)
    Select(one("#measure")).select_by_visible_text("Position")
    one("button.show[data-series]").click()
    assert "Difference" in one("#caption").text, one("#caption").text
    for name in [o.text for o in Select(one("#measure")).options]:
        Select(one("#measure")).select_by_visible_text(name)
        assert one("#caption").text.startswith(name + ", ") and every("#table tbody tr"), (name, one("#caption").text)
    load(page)
    Select(one("#order")).select_by_visible_text("by name")
    one("#sidebyside button").click()
    assert "audience: domestic" in one("#caption").text
    script("arguments[0].click()", every("#rates button")[0])
    assert one("#caption").text.startswith("Rate, "), one("#caption").text
    quiet(page)


def check_periods(page):
    load(page)
    cell = one("#chart .cell[data-period='13']")
    assert cell.get_attribute("role") == "button" and re.match(r"2016: [−+]\d\.\d\d logits \(95 % interval [−+]\S+ to [−+]\S+, from how much documents differ\)", cell.get_attribute("aria-label")), cell.get_attribute("aria-label")
    webdriver.ActionChains(driver).move_to_element(cell).perform()
    assert one("#readout").text.startswith("2016: "), one("#readout").text
    cell.click()
    assert one("#count").text.startswith(f"2016, {one('h1').text}: "), one("#count").text
    assert not shown_everywhere(lambda line: "2016-" in line and "syn-2016-" in line)
    assert len(every("#passages li")) == 10 and one("#passages mark").text
    one("#more").click()
    assert len(every("#passages li")) == 30
    assert driver.switch_to.active_element.get_attribute("id") == "more"
    Select(one("#frame")).select_by_visible_text("Hegemonism")
    assert not shown_everywhere(lambda line: "(Hegemonism)" in line and "2016-" in line)
    one("#change-table button").click()
    term = one("#change-table button").text
    assert f"“{term}”" in one("#count").text and not shown_everywhere(lambda line: term.rstrip("*") in line.lower())
    quiet(page)


def check_keyboard(page):
    load(page)
    one("#compare").send_keys(Keys.TAB)
    cell = driver.switch_to.active_element
    assert cell.get_attribute("data-period") == "13", cell.get_attribute("outerHTML")  # after the step
    for key, period in ((Keys.ARROW_LEFT, "12"), (Keys.HOME, "0"), (Keys.ARROW_LEFT, "0"), (Keys.ARROW_RIGHT, "1"), (Keys.PAGE_DOWN, "11"), (Keys.END, "21")):
        driver.switch_to.active_element.send_keys(key)
        assert driver.switch_to.active_element.get_attribute("data-period") == period, key
    assert len(every("#chart .cell[tabindex='0']")) == 1
    driver.switch_to.active_element.send_keys(Keys.HOME)
    driver.switch_to.active_element.send_keys(Keys.ENTER)
    assert driver.switch_to.active_element.get_attribute("id") == "sentences-title"
    assert one("#count").text.startswith("2003, ") and not shown_everywhere(lambda line: "2003-" in line)
    nameless = script("""return [...document.querySelectorAll('button, a, select, [role=button], [role=region]')]
      .filter(e => !(e.textContent.trim() || e.getAttribute('aria-label') || e.getAttribute('aria-labelledby'))).map(e => e.outerHTML)""")
    assert not nameless, nameless
    unlabelled = script("return [...document.querySelectorAll('select')].filter(s => !s.labels.length).map(s => s.id)")
    assert not unlabelled, unlabelled
    assert one("#count").get_attribute("aria-live") == one("figcaption").get_attribute("aria-live") == "polite"
    script("arguments[0].parentElement.open = true", one("#table"))
    rows = every("#table tbody tr")
    assert len(rows) == 22 and rows[0].find_element(By.TAG_NAME, "th").text == "2003"
    rows[3].find_element(By.TAG_NAME, "button").send_keys(Keys.SPACE)
    assert one("#count").text.startswith("2006, "), one("#count").text
    quiet(page)


def check_freqs(page):
    """Quarters and months beside years."""
    load(page)
    chosen = lambda: [o.text for o in Select(one("#freq")).options if o.is_selected()]
    assert chosen() == ["year"] and [o.text for o in Select(one("#freq")).options] == ["year", "quarter", "month"]
    said = one("#findings").text
    assert "2015 | 2016" in said and "quarter" not in said, said
    one("#chart .cell[data-period='13']").click()
    years = one("#count").text
    assert years.startswith(f"2016, {one('h1').text}: ") and "left out" not in years, years
    wanted = int(years.split(": ")[1].split()[0])
    one("#group").send_keys(Keys.TAB)
    assert driver.switch_to.active_element.get_attribute("id") == "freq"
    driver.switch_to.active_element.send_keys("q")
    assert chosen() == ["quarter"] and ", by quarter (logits)" in one("#caption").text, one("#caption").text
    assert len(every("#chart .cell")) == 88 and "Q" in one("#chart").text and one("#findings").text == said
    assert one("#count").text.startswith("2016 Q4, "), one("#count").text  # the newest of 2016
    found = 0
    for quarter, months in enumerate((("01", "02", "03"), ("04", "05", "06"), ("07", "08", "09"), ("10", "11", "12"))):
        cell = one(f"#chart .cell[data-period='{52 + quarter}']")
        assert cell.get_attribute("aria-label").startswith(f"2016 Q{quarter + 1}: "), cell.get_attribute("aria-label")
        cell.click()
        text = one("#count").text
        assert text.startswith(f"2016 Q{quarter + 1}, ") and "left out" not in text, text
        found += int(text.split(": ")[1].split()[0])
        assert not shown_everywhere(lambda line: any(f"2016-{m}-" in line for m in months))
    assert found == wanted, (found, wanted)
    Select(one("#frame")).select_by_visible_text("Development")
    assert "left out" not in one("#count").text and one("#count").text.startswith("2016 Q4, Development: "), one("#count").text
    script("arguments[0].parentElement.open = true", one("#table"))
    assert one("#table tbody tr:nth-child(55) th").text == "2016 Q3"
    one("#table tbody tr:nth-child(55) button").click()
    assert one("#count").text.startswith("2016 Q3, "), one("#count").text
    Select(one("#group")).select_by_visible_text("audience: regional")
    assert chosen() == ["quarter"] and "audience: regional, by quarter" in one("#caption").text
    assert len(every("#sidebyside button")) == 3 and not one("#sidebyside-block").get_attribute("hidden")
    Select(one("#freq")).select_by_visible_text("month")
    assert len(every("#chart .cell")) == 264 and "2016-0" in one("#count").text, one("#count").text
    one("button.show[data-series]").click()
    assert chosen() == ["year"] and one("#count").text.startswith("2016, "), one("#count").text
    quiet(page)


def check_looks(page):
    """Light, dark, narrow and printed."""
    load(page)
    grounds = []
    for scheme in ("light", "dark"):
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
        grounds.append(script("return getComputedStyle(document.body).backgroundColor"))
    assert grounds[0] != grounds[1], grounds
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": 400, "height": 800, "deviceScaleFactor": 1, "mobile": False})
    assert script("return document.documentElement.scrollWidth") <= 400, "the page is wider than a narrow window"
    driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert len(driver.print_page()) > 50_000
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert not one("#controls").is_displayed() and one("#chart svg").is_displayed()
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    quiet(page)


def check_answers(page):
    """The first screen answers, and each number leads to its figure and sentences."""
    load(page)
    asked = [e.text for e in every(".short dt")]
    assert asked == ["What moved?", "From what to what?", "When?", "How sure is that?", "For whom?", "Is the measure validated?"], asked
    said = one(".short dl").text
    for wanted in ("away from “Sovereignty”", "1.5 sentences on “Sovereignty” for each one on", "between 2015 and 2016", "Of 3 audiences taken one by one, 1 moved at a date, in the same direction as the whole; for 2 it can’t be told.", "Nobody has coded sentences"):
        assert wanted in said, (wanted, said)
    assert "logit" not in said and "ln(" not in said, said
    numbers = every(".short dd a")
    numbers[0].click()
    assert one("#readout").text.startswith("2015: +") and in_view("#chart"), one("#readout").text
    script("arguments[0].click()", next(a for a in every(".short dd a") if a.text == "Read the sentences."))
    wait(lambda: one("#count").text.startswith("2016, "))
    assert one("#close").is_displayed() and in_view("#chart") and in_view("#passages")
    quiet(page)


def in_view(selector):
    return script("const b = document.querySelector(arguments[0]).getBoundingClientRect(); return b.top >= 0 && b.top < innerHeight - 40 && b.left < innerWidth", selector)


def wait(done, seconds=5):
    end = time.time() + seconds
    while not done():
        assert time.time() < end, "it does not come"
        time.sleep(0.02)


def check_panel(page):
    """The sentences stand beside the figure, open at the step, and close by key."""
    load(page)
    one("#readhere").click()
    assert one("#count").text.startswith("2016, "), one("#count").text
    figure, panel = one("#chart").rect, one("#sentences").rect
    assert figure["x"] + figure["width"] <= panel["x"], (figure, panel)
    one("#steps button").send_keys(Keys.ENTER)
    assert one("#count").text.startswith("2015, "), one("#count").text
    driver.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert not one("#close").is_displayed() and driver.switch_to.active_element.get_attribute("data-period") == "12"
    narrow(390)
    one("#readhere").click()
    assert in_view("#chart") and in_view("#count") and script("return document.documentElement.scrollWidth") <= 390
    driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    quiet(page)


def narrow(width):
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": False})


def check_search(page):
    load(page)
    one("#search").send_keys("Foreign  intervention")
    Select(one("#period")).select_by_visible_text("all periods")
    assert "with “Foreign intervention”" in " ".join(one("#count").text.split()), one("#count").text
    one("#search").clear()
    one("#search").send_keys("SOVEREIGN")
    assert not shown_everywhere(lambda line: "sovereign" in line.lower()) and one(".sought").text.lower() == "sovereign"
    one("#search").clear()
    one("#search").send_keys("no such words anywhere")
    assert "no sentence on this page" in one("#count").text and not every("#elsewhere button")
    one("#search").clear()
    Select(one("#view")).select_by_value("context")
    for order in ("left", "hit", "right"):
        Select(one("#sort")).select_by_value(order)
        texts = lambda selector: [t.lower() for t in script("return [...document.querySelectorAll(arguments[0])].map(e => e.textContent)", selector)]
        hits = texts("#passages li mark")
        assert len(hits) == 40, len(hits)
        beside = [re.findall(r"[\w'’-]+", t) for t in texts(f"#passages .{'left' if order == 'left' else 'right'}")]
        first = [(b or [""])[-1 if order == "left" else 0] for b in beside]
        keys = hits if order == "hit" else first
        latin = [k for k in keys if k.isascii()]
        assert latin == sorted(latin), (order, latin)
    quiet(page)


def check_permalinks(page):
    """What is seen stands in the address; going back shows what was seen before."""
    load(page)
    Select(one("#measure")).select_by_visible_text("Rate")
    Select(one("#subject")).select_by_visible_text("Development")
    Select(one("#compare")).select_by_visible_text("audience: regional")
    one("#chart .cell[data-period='5']").click()
    one("#search").send_keys("development")
    assert len(every("#chart .over-0")) == 3 and re.search(r"audience: regional: \S+ per 1,000 words \(95 % interval ", one("#readout").text), one("#readout").text
    one("#copy").click()
    wait(lambda: one("#copied").text)
    address = one("#address").get_attribute("value")
    seen = lambda: (one("#caption").text, one("#count").text, one("#search").get_attribute("value"), one("#close").is_displayed(), one("#compared").text)
    wanted = seen()
    assert address == driver.current_url and address.startswith(page.as_uri() + "#m=rate&"), (address, driver.current_url)
    driver.get("about:blank")
    driver.get(address)
    assert seen() == wanted, (seen(), wanted)
    one("#compared button").click()
    assert not every("#chart .over-0")
    driver.back()
    wait(lambda: every("#chart .over-0"))
    assert seen() == wanted, (seen(), wanted)
    load(page)
    Select(one("#subject")).select_by_index(1)
    driver.back()
    wait(lambda: one("#caption").text.startswith("Position, Sovereignty against"))
    one("nav a[href='#terms']").click()
    assert one("#caption").text.startswith("Position, Sovereignty against")
    driver.get(page.as_uri() + "#m=none&of=%00&group=nobody&at=1066&sort=left&with=x")
    assert every("#chart .cell"), "an address of another run shows nothing"
    quiet(page)


def saved(folder, ending, after):
    wait(lambda: [f for f in folder.glob("*" + ending) if f not in after])
    return next(f for f in folder.glob("*" + ending) if f not in after)


def check_downloads(page):
    """A table and a picture of every chart."""
    folder = work / "downloads"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)})
    load(page)
    for chart in ("figure", "ranking", "sidebyside", "rates", "change", "sentences"):
        for kind in ("CSV", "SVG", "PNG"):
            buttons = [b for b in every(f"#{chart}-save button") if b.text == kind]
            if chart == "sentences" and kind != "CSV":
                assert not buttons
                continue
            before = list(folder.iterdir())
            script("arguments[0].click()", buttons[0])
            file = saved(folder, "." + kind.lower(), before)
            content = file.read_bytes()
            if kind == "CSV":
                rows = list(csv.reader(io.StringIO(content.decode())))
                assert len(rows) > 3 and len({len(r) for r in rows}) == 1, (chart, rows[:3])
                assert not [c for r in rows for c in r if re.match(r"[=+\-@\t]", c) and not re.fullmatch(r"-?[\d.]+(e-?\d+)?", c)], chart
            elif kind == "SVG":
                picture = xml.etree.ElementTree.fromstring(content)
                names = {e.tag.split("}")[1] for e in picture.iter()}
                assert {"title", "text"} <= names and names & {"path", "line", "rect"} and b"class=" not in content and b"var(" not in content, (chart, names)
            else:
                assert content.startswith(b"\x89PNG") and len(content) > 3000, (chart, len(content))
    figure = next(csv.DictReader(io.StringIO(next(folder.glob("*position*.csv")).read_text())))
    assert figure["period"] == "2003" and abs(float(figure["estimate"])) < 5, figure
    quiet(page)


def check_opening(page):
    """How long it takes from opening a page of about 3 MB to its first figure."""
    load(page)
    took = script("return performance.getEntriesByName('figure')[0].startTime")
    print(f"report: first figure after {took:.0f} ms, of a page of {page.stat().st_size / 1e6:.1f} MB")
    assert took < 5000


def check_accessible(*views):
    """axe-core finds nothing, in any of the views."""
    try:
        with urllib.request.urlopen("https://registry.npmjs.org/axe-core/-/axe-core-4.10.2.tgz", timeout=20) as answer:
            axe = tarfile.open(fileobj=io.BytesIO(answer.read())).extractfile("package/axe.min.js").read().decode()
    except OSError as e:
        print("SKIPPED: no axe-core from registry.npmjs.org:", e)
        return
    found = []
    for page, view, scheme in views:
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
        driver.get("about:blank")
        driver.get(page.as_uri() + view)
        script(axe + "; window.axe = axe;")
        found += driver.execute_async_script("const done = arguments[0]; axe.run(document).then(r => done(r.violations.map(v => [v.id, v.impact, v.nodes.length, v.nodes[0].html.slice(0, 200), v.nodes[0].failureSummary, location.href.split('/').pop()])))")
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert not found, "\n".join(map(str, found))
    print("report: axe-core 4.10.2 finds nothing")


def check_many():
    """Many issuers: by their names, ranked, on a wall and on a map."""
    codes = "FRA DEU USA KEN CHN IND BRA RUS ZAF EGY JPN CAN".split()
    corpus = work / "many.jsonl"
    rows = []
    for n, code in enumerate(codes):
        for year in range(2000, 2020):
            ours = 9 - n % 4 if year < 2010 or n % 3 == 0 else 1 + n % 4
            text = " ".join(["Our sovereignty is sacred."] * ours + ["Development is our aim."] * (10 - ours))
            rows.append({"id": f"{code} {year}", "date": f"{year}-02-03", "lang": "en", "title": "T", "issuer": code, "text": text + f" In {year} {code} spoke."})
    corpus.write_text("".join(json.dumps(r) + "\n" for r in rows))
    lexicon = work / "many.yaml"
    lexicon.write_text("""name: many
version: "1"
frames:
  - {key: a, label: Sovereignty, definition: A., entries: {en: [sovereignty]}}
  - {key: b, label: Development, definition: B., entries: {en: [development]}}
contrasts:
  - {key: c, label: Sovereignty against development, positive: [a], negative: [b]}
""")
    page = report("many", "--by", "issuer", "--lexicon", str(lexicon), "--text", "all", str(corpus))
    load(page)
    squares = every("#map .square")
    assert len(squares) == 12 and one("#map-block").is_displayed()
    assert "France (FRA)" in [o.text for o in Select(one("#group")).options]
    ranked = [float(r.find_elements(By.CSS_SELECTOR, "td.number")[1].text.replace("−", "-")) for r in every("#ranking tbody tr")]
    assert len(ranked) == 12 and ranked == sorted(ranked, reverse=True), ranked
    def size(text):
        told = re.search(r"; ([−+][\d.]+);", text)
        return abs(float(told[1].replace("−", "-"))) if told else 0
    wall = [size(e.text) for e in every("#sidebyside .range")]
    assert len(wall) == 12 and wall == sorted(wall, reverse=True), wall
    assert "Of 12 issuers taken one by one, " in one(".short").text
    name = squares[0].get_attribute("aria-label").split(":")[0]
    squares[0].click()
    assert name in one("#caption").text, (name, one("#caption").text)
    driver.switch_to.active_element.send_keys(Keys.ESCAPE)
    square = one("#map .square[tabindex='0']")
    script("arguments[0].focus()", square)
    square.send_keys(Keys.END)
    driver.switch_to.active_element.send_keys(Keys.ENTER)
    assert driver.switch_to.active_element.get_attribute("aria-label").split(":")[0] in one("#caption").text
    one("#readhere").click()
    assert every("#passages .near"), "no sentence stands beside"
    quiet(page)
    return page


def check_changed(page):
    """A page whose script was changed does not run it, and still reads."""
    changed = page.with_name("changed.html")
    changed.write_text(page.read_text().replace("'use strict';", "'use strict'; window.owned = 1;"))
    load(changed)
    assert script("return window.owned === undefined")
    assert any("Content Security Policy" in e["message"] for e in driver.get_log("browser"))
    assert "2015 | 2016" in one("#findings").text and not one("#controls").is_displayed()


EVIL = (
    "</script><script>window.owned=1</script><!-- <script> <img src=x onerror=window.owned=1><svg onload=window.owned=1> "
    "javascript:window.owned=1 {{.}} ${window.owned=1} \u2028\u2029\u202e\u2066\u200f \"'`&lt;b&gt;"
)
STEERS = "[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\u0080-\u009f]"


def inert():
    assert script("return window.owned === undefined"), "the corpus ran a script"
    assert script("return document.querySelectorAll('script').length") == 2
    added = script("return [...document.querySelectorAll('img, iframe, object, embed, b, [onerror], [onload], base, link')].map(e => e.outerHTML)")
    assert not added, added


def check_hostile():
    corpus = work / "<img src=x onerror=window.owned=1>.jsonl"
    rows = []
    for year in range(2000, 2012):
        rows.append({
            "id": f"{EVIL} {year}", "date": f"{year}-02-03", "lang": "en", "title": EVIL, "issuer": EVIL, "venue": EVIL, "audience": f"{EVIL}{year % 2}",
            "url": ["javascript:window.owned=1", "data:text/html,<script>1</script>", "https://example.org/<script>?\"'"][year % 3],
            "text": f"The <b>bold</b> <img src=x> sovereignty {EVIL} and the development {EVIL} of {year}. No <b>bold</b> sovereignty here{EVIL}",
        })
    rows.append({"id": EVIL, "text": EVIL})  # quarantined
    corpus.write_text("".join(json.dumps(r) + "\n" for r in rows))
    quoted = json.dumps(re.sub(STEERS, " ", EVIL))
    lexicon = work / "evil.yaml"
    lexicon.write_text(f"""name: evil
version: "1"
frames:
  - {{key: a, label: {quoted}, definition: {quoted}, entries: {{en: [sovereignty]}}}}
  - {{key: b, label: {quoted}, definition: B., entries: {{en: [development]}}}}
  - {{key: d, label: D, definition: D., entries: {{en: [script, window, "img*"]}}}}
contrasts:
  - {{key: c, label: {quoted}, positive: [a], negative: [b]}}
""")
    page = report("hostile", "--by", "audience", "--allow", "1", "--lexicon", str(lexicon), str(corpus))
    load(page)
    inert()
    for select in ("measure", "subject", "group", "frame", "entry"):
        for i in range(len(Select(one(f"#{select}")).options)):
            Select(one(f"#{select}")).select_by_index(i)
    inert()
    for cell in range(0, 12):
        script("document.querySelector(`.cell[data-period='${arguments[0]}']`).dispatchEvent(new MouseEvent('click'))", cell)
        inert()
    assert "sovereignty </script><script>" in one("#passages").text, one("#passages").text
    for details in every("details"):
        script("arguments[0].open = true", details)
    links = script("return [...document.querySelectorAll('a')].map(a => a.protocol).sort()")
    assert set(links) <= {"file:", "https:"}, links
    assert "window.owned=1" in one("h1").text and "<script>" in one("h1").text
    # Nor could a script that got in ask for anything, or be added.
    turned = script("return new RegExp(arguments[0]).exec(document.documentElement.textContent)", STEERS)
    assert not turned and "\\u202e" in one("#passages").text, turned
    refused = script("""const s = document.createElement('script'); s.textContent = 'window.owned=1'; document.body.append(s);
      return window.owned === undefined""")
    assert refused, "the policy lets another script in"
    driver.get_log("browser")  # holds that refusal
    quiet(page)


try:
    sample = report("sample", "--by", "audience", "--versus", "audience=regional vs audience=international")
    for check in (check_answers, check_controls, check_periods, check_keyboard, check_panel, check_search, check_permalinks, check_downloads, check_looks, check_changed):
        check(sample)
    freqs = report("freqs", "--by", "audience", "--also-freq", "quarter,month")
    check_freqs(freqs)
    check_opening(freqs)
    check_hostile()
    many = check_many()
    check_accessible((sample, "#with=audience%3Dregional", "light"), (sample, "#panel=1&view=context&sort=left", "dark"), (many, "", "dark"))
    print("report: opened, used, and not to be scripted")
finally:
    driver.quit()
