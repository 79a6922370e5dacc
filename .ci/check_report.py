"""Opens reports in a real browser and uses them.

    check_report.py FRAMESHIFT DIR

Makes runs and their reports in DIR with the program FRAMESHIFT and opens them
from disk in headless Chromium: no error on the console, no request for anything
but the file, controls, mouse and keyboard do what they say, and a corpus that
is full of markup does nothing. Without Chromium and its driver it says so and
checks nothing.
"""

import base64
import concurrent.futures
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
import xml.etree.ElementTree

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

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
    for a in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1100,1000"):
        options.add_argument(a)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    options.add_experimental_option("perfLoggingPrefs", {"enableNetwork": True, "enablePage": False})
    return webdriver.Chrome(options=options, service=webdriver.ChromeService(chromedriver))


def report(name, *flags):
    """Makes a run and its report, and returns the file."""
    out, page = work / name, work / f"{name}.html"
    subprocess.run([program, "run", "--out", out, "--draws", "100", *flags], check=True, capture_output=True)
    subprocess.run([program, "report", "--run", out / "latest", "--to", page], check=True, capture_output=True)
    return page


def one(selector):
    return driver.find_element(By.CSS_SELECTOR, selector)


def every(selector):
    return driver.find_elements(By.CSS_SELECTOR, selector)


def words(selector):
    """What an element says, seen or not."""
    return script("return document.querySelector(arguments[0]).innerText", selector)


def list_of(selector):
    return script("return [...document.querySelectorAll(arguments[0])].map(e => e.innerText)", selector)


def count(selector):
    return script("return document.querySelectorAll(arguments[0]).length", selector)


def pick(selector, words=None, value=None, index=None):
    """Chooses an option as a reader does whose browser shows its own list; check_freqs does it by keyboard."""
    script("""const [selector, words, value, index] = arguments, select = document.querySelector(selector);
      const options = [...select.options], at = index ?? options.findIndex(o => value === null ? o.text.trim() === words : o.value === value);
      if (at < 0 || select.disabled && index === null) throw new Error('no ' + words + ' in ' + options.map(o => o.text));
      select.selectedIndex = at;
      select.dispatchEvent(new Event('change', {bubbles: true}));""", selector, words, value, index)


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
    lines = list_of("#passages li")
    assert lines, "no sentence is shown"
    return [line for line in lines if not fits(line)]


def check_controls(page):
    load(page)
    assert count("h1") == 1 and one("#chart svg"), "no figure"
    assert count("#chart .cell") == 22 and not one("#freq").is_displayed()
    for select, value, wanted in (
        ("measure", "Rate", "Rate, "), ("subject", "Development", "Rate, Development"), ("topic", "within Cyberspace", "within Cyberspace"),
        ("group", "audience: regional", "audience: regional"),
        ("group", "audience: regional minus audience: international", "minus audience: international"),
    ):
        pick(f"#{select}", value)
        assert wanted in words("#caption"), (select, value, words("#caption"))
    pick("#measure", "Position")
    one("button.show[data-series]").click()
    assert "Difference" in words("#caption"), words("#caption")
    for name in list_of("#measure" + " option"):
        pick("#measure", name)
        assert words("#caption").startswith(name + ", ") and every("#table tbody tr"), (name, words("#caption"))
    pick("#measure", "Position")
    pick("#order", "by name")
    one("#sidebyside button").click()
    assert "audience: domestic" in words("#caption")
    script("arguments[0].click()", every("#rates button")[0])
    assert words("#caption").startswith("Rate, "), words("#caption")
    quiet(page)


def check_periods(page):
    load(page)
    cell = one("#chart .cell[data-period='13']")
    assert cell.get_attribute("role") == "button" and re.match(r"2016: [−+]\d\.\d\d logits \(95 % interval [−+]\S+ to [−+]\S+, from how much documents differ\)", cell.get_attribute("aria-label")), cell.get_attribute("aria-label")
    webdriver.ActionChains(driver).move_to_element(cell).perform()
    assert words("#readout").startswith("2016: "), words("#readout")
    cell.click()
    assert words("#count").startswith(f"2016, {words('h1')}: "), words("#count")
    assert not shown_everywhere(lambda line: "2016-" in line and "syn-2016-" in line)
    assert count("#passages li") == 10 and words("#passages mark")
    one("#more").click()
    assert count("#passages li") == 30
    assert driver.switch_to.active_element.get_attribute("id") == "more"
    pick("#frame", "Hegemonism")
    assert not shown_everywhere(lambda line: "(Hegemonism)" in line and "2016-" in line)
    one("#change-table button").click()
    term = words("#change-table button")
    assert f"“{term}”" in words("#count") and not shown_everywhere(lambda line: term.rstrip("*") in line.lower())
    quiet(page)


def check_keyboard(page):
    load(page)
    one("#compare").send_keys(Keys.TAB)
    cell = driver.switch_to.active_element
    assert cell.get_attribute("data-period") == "13", cell.get_attribute("outerHTML")  # after the step
    for key, period in ((Keys.ARROW_LEFT, "12"), (Keys.HOME, "0"), (Keys.ARROW_LEFT, "0"), (Keys.ARROW_RIGHT, "1"), (Keys.PAGE_DOWN, "11"), (Keys.END, "21")):
        driver.switch_to.active_element.send_keys(key)
        assert driver.switch_to.active_element.get_attribute("data-period") == period, key
    assert count("#chart .cell[tabindex='0']") == 1
    driver.switch_to.active_element.send_keys(Keys.HOME)
    driver.switch_to.active_element.send_keys(Keys.ENTER)
    assert driver.switch_to.active_element.get_attribute("id") == "sentences-title"
    assert words("#count").startswith("2003, ") and not shown_everywhere(lambda line: "2003-" in line)
    nameless = script("""return [...document.querySelectorAll('button, a, select, [role=button], [role=region]')]
      .filter(e => !(e.textContent.trim() || e.getAttribute('aria-label') || e.getAttribute('aria-labelledby'))).map(e => e.outerHTML)""")
    assert not nameless, nameless
    unlabelled = script("return [...document.querySelectorAll('select')].filter(s => !s.labels.length).map(s => s.id)")
    assert not unlabelled, unlabelled
    assert one("#count").get_attribute("aria-live") == one("figcaption").get_attribute("aria-live") == "polite"
    script("arguments[0].parentElement.open = true", one("#table"))
    rows = every("#table tbody tr")
    assert len(rows) == 22 and list_of("#table tbody th")[0] == "2003"
    rows[3].find_element(By.TAG_NAME, "button").send_keys(Keys.SPACE)
    assert words("#count").startswith("2006, "), words("#count")
    quiet(page)


def check_freqs(page):
    """Quarters and months beside years."""
    load(page)
    chosen = lambda: list_of("#freq option:checked")
    assert chosen() == ["year"] and list_of("#freq" + " option") == ["year", "quarter", "month"]
    said = words("#findings")
    assert "2015 | 2016" in said and "quarter" not in said, said
    one("#chart .cell[data-period='13']").click()
    years = words("#count")
    assert years.startswith(f"2016, {words('h1')}: ") and "left out" not in years, years
    wanted = int(years.split(": ")[1].split()[0])
    one("#group").send_keys(Keys.TAB)
    assert driver.switch_to.active_element.get_attribute("id") == "freq"
    driver.switch_to.active_element.send_keys("q")
    assert chosen() == ["quarter"] and ", by quarter (logits)" in words("#caption"), words("#caption")
    assert count("#chart .cell") == 88 and "Q" in words("#chart") and words("#findings") == said
    assert words("#count").startswith("2016 Q4, "), words("#count")  # the newest of 2016
    found = 0
    for quarter, months in enumerate((("01", "02", "03"), ("04", "05", "06"), ("07", "08", "09"), ("10", "11", "12"))):
        cell = one(f"#chart .cell[data-period='{52 + quarter}']")
        assert cell.get_attribute("aria-label").startswith(f"2016 Q{quarter + 1}: "), cell.get_attribute("aria-label")
        cell.click()
        text = words("#count")
        assert text.startswith(f"2016 Q{quarter + 1}, ") and "left out" not in text, text
        found += int(text.split(": ")[1].split()[0])
        assert not shown_everywhere(lambda line: any(f"2016-{m}-" in line for m in months))
    assert found == wanted, (found, wanted)
    pick("#frame", "Development")
    assert "left out" not in words("#count") and words("#count").startswith("2016 Q4, Development: "), words("#count")
    script("arguments[0].parentElement.open = true", one("#table"))
    assert words("#table tbody tr:nth-child(55) th") == "2016 Q3"
    one("#table tbody tr:nth-child(55) button").click()
    assert words("#count").startswith("2016 Q3, "), words("#count")
    pick("#group", "audience: regional")
    assert chosen() == ["quarter"] and "audience: regional, by quarter" in words("#caption")
    assert count("#sidebyside button") == 3 and not one("#sidebyside-block").get_attribute("hidden")
    pick("#freq", "month")
    assert count("#chart .cell") == 264 and "2016-0" in words("#count"), words("#count")
    one("button.show[data-series]").click()
    assert chosen() == ["year"] and words("#count").startswith("2016, "), words("#count")
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
    check_print(base64.b64decode(driver.print_page()))
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert not one("#controls").is_displayed() and one("#chart svg").is_displayed()
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    quiet(page)


def check_print(pdf):
    """No page ends with a heading. Where pdftotext is not there, there is a PDF."""
    assert len(pdf) > 40_000
    if not shutil.which("pdftotext"):
        return
    heads = set(list_of("h2, h3, dt, summary"))
    pages = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, check=True, capture_output=True).stdout.decode().split("\f")
    ends = [[line.strip() for line in p.splitlines() if line.strip()][-1:] for p in pages]
    assert len(pages) > 5 and not [end for end in ends if end and end[0] in heads], ends


def check_answers(page):
    """The first screen answers, and each number leads to its figure and sentences."""
    load(page)
    asked = list_of(".short dt")
    assert asked == ["What moved?", "From what to what?", "When?", "How sure is that?", "For whom?", "Is the measure validated?"], asked
    said = words(".short dl")
    for wanted in ("away from “Sovereignty”", "1.5 sentences on “Sovereignty” for each one on", "between 2015 and 2016", "Of 3 audiences taken one by one, 1 moved at a date, in the same direction as the whole; for 2 it can’t be told.", "Nobody has coded sentences"):
        assert wanted in said, (wanted, said)
    assert "logit" not in said and "ln(" not in said, said
    numbers = every(".short dd a")
    numbers[0].click()
    assert words("#readout").startswith("2015: +") and in_view("#chart"), words("#readout")
    one(".short dd").find_element(By.XPATH, "//a[text()='Read the sentences.']").click()
    wait(lambda: words("#count").startswith("2016, "))
    assert one("#close").is_displayed() and in_view("#chart") and in_view("#passages")
    quiet(page)


def in_view(selector):
    return script("const b = document.querySelector(arguments[0]).getBoundingClientRect(); return b.top >= 0 && b.top < innerHeight - 40 && b.left < innerWidth", selector)


def wait(done, seconds=30):
    end = time.time() + seconds
    while not done():
        assert time.time() < end, "it does not come"
        time.sleep(0.02)


def check_panel(page):
    """The sentences stand beside the figure, open at the step, and close by key."""
    load(page)
    one("#readhere").click()
    assert words("#count").startswith("2016, "), words("#count")
    figure, panel = one("#chart").rect, one("#sentences").rect
    assert figure["x"] + figure["width"] <= panel["x"], (figure, panel)
    one("#steps button").send_keys(Keys.ENTER)
    assert words("#count").startswith("2015, "), words("#count")
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
    one("#search").send_keys("Foreign  int")
    pick("#period", "all periods")
    assert "with “Foreign int”" in " ".join(words("#count").split()), words("#count")
    one("#search").clear()
    one("#search").send_keys("SOVEREIGN")
    assert not shown_everywhere(lambda line: "sovereign" in line.lower()) and words(".sought").lower() == "sovereign"
    one("#search").clear()
    one("#search").send_keys("xyz")
    assert "no sentence on this page" in words("#count") and not every("#elsewhere button")
    one("#search").clear()
    pick("#view", value="context")
    for order in ("left", "hit", "right"):
        pick("#sort", value=order)
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
    pick("#measure", "Rate")
    pick("#subject", "Development")
    pick("#compare", "audience: regional")
    one("#chart .cell[data-period='5']").click()
    one("#search").send_keys("development")
    assert count("#chart .over-0") == 3 and re.search(r"audience: regional: \S+ per 1,000 words \(95 % interval ", words("#readout")), words("#readout")
    one("#copy").click()
    wait(lambda: words("#copied"))
    address = one("#address").get_attribute("value")
    seen = lambda: (words("#caption"), words("#count"), one("#search").get_attribute("value"), one("#close").is_displayed(), words("#compared"))
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
    pick("#subject", index=1)
    driver.back()
    wait(lambda: words("#caption").startswith("Position, Sovereignty against"))
    one("nav a[href='#terms']").click()
    assert words("#caption").startswith("Position, Sovereignty against")
    driver.get(page.as_uri() + "#m=none&of=%00&group=nobody&at=1066&sort=left&with=x")
    assert every("#chart .cell"), "an address of another run shows nothing"
    quiet(page)


def saved(folder, ending, after):
    """The file that comes after others, once it is whole: the browser makes it empty first."""
    new = lambda: [f for f in folder.glob("*" + ending) if f not in after and f.stat().st_size]
    wait(lambda: new() and not list(folder.glob("*.crdownload")))
    return new()[0]


def check_downloads(page):
    """A table and a picture of every chart."""
    folder = work / "downloads"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)})
    first = driver.current_window_handle
    for chart in ("figure", "ranking", "sidebyside", "rates", "change", "sentences"):
        driver.switch_to.new_window("tab")  # of downloads of one tab the browser may let ten through
        load(page)
        for kind in ("CSV", "SVG", "PNG"):
            kinds = list_of(f"#{chart}-save button")
            if chart == "sentences" and kind != "CSV":
                assert kind not in kinds
                continue
            before = list(folder.iterdir())
            every(f"#{chart}-save button")[kinds.index(kind)].click()
            content = saved(folder, "." + kind.lower(), before).read_bytes()
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
        quiet(page)
        driver.close()
        driver.switch_to.window(first)
    figure = next(csv.DictReader(io.StringIO(next(folder.glob("*position*.csv")).read_text())))
    assert figure["period"] == "2003" and abs(float(figure["estimate"])) < 5, figure


def check_opening(page):
    """How long it takes from opening a page of about 3 MB to its first figure."""
    load(page)
    took = script("return performance.getEntriesByName('figure')[0].startTime")
    print(f"report: first figure after {took:.0f} ms, of a page of {page.stat().st_size / 1e6:.1f} MB")
    assert took < 5000


def fetched():
    """The script of axe-core, or nothing where npm can't have it."""
    if not shutil.which("npm"):
        return None
    done = subprocess.run(["npm", "pack", "--silent", "axe-core@4.10.2"], cwd=work, capture_output=True, text=True)
    if done.returncode:
        return None
    with tarfile.open(work / done.stdout.strip()) as archive:
        return archive.extractfile("package/axe.min.js").read().decode()


def check_accessible(axe, *views):
    """axe-core finds nothing, in any of the views: a page, the fragment of its address, a scheme and a width. Tables that no
    control changes are looked at in the first."""
    if not axe:
        print("SKIPPED: npm has no axe-core here")
        return
    found, same = [], []
    for page, view, scheme, width in views:
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
        narrow(width)
        driver.get("about:blank")
        driver.get(page.as_uri() + view)
        script(axe + "; window.axe = axe;")
        found += driver.execute_async_script("""const done = arguments[1];
          axe.run({exclude: arguments[0]}, {resultTypes: ['violations'], elementRef: false}).then(r => done(r.violations.map(v =>
            [v.id, v.impact, v.nodes.length, v.nodes[0].html.slice(0, 200), v.nodes[0].failureSummary, location.href.split('/').pop()])))""", same)
        same = ["#codebook", "#series", "#documents", "#repeat"]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert not found, "\n".join(map(str, found))
    print(f"report: axe-core 4.10.2 finds nothing in {len(views)} views")


def many_issuers():
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
    return report("many", "--by", "issuer", "--lexicon", str(lexicon), "--text", "all", str(corpus))


def check_many(page):
    """Many issuers: by their names, ranked, on a wall and on a map."""
    load(page)
    squares = every("#map .square")
    assert len(squares) == 12 and one("#map-block").is_displayed()
    assert "France (FRA)" in list_of("#group" + " option")
    ranked = [float(v.replace("−", "-")) for v in list_of("#ranking tbody th ~ .bar + .number")]
    assert len(ranked) == 12 and ranked == sorted(ranked, reverse=True), ranked
    def size(text):
        told = re.search(r"; ([−+][\d.]+);", text)
        return abs(float(told[1].replace("−", "-"))) if told else 0
    wall = [size(text) for text in list_of("#sidebyside .range")]
    assert len(wall) == 12 and wall == sorted(wall, reverse=True), wall
    assert "Of 12 issuers taken one by one, " in words(".short")
    name = squares[0].get_attribute("aria-label").split(":")[0]
    squares[0].click()
    assert name in words("#caption"), (name, words("#caption"))
    driver.switch_to.active_element.send_keys(Keys.ESCAPE)
    square = one("#map .square[tabindex='0']")
    script("arguments[0].focus()", square)
    square.send_keys(Keys.END)
    driver.switch_to.active_element.send_keys(Keys.ENTER)
    assert driver.switch_to.active_element.get_attribute("aria-label").split(":")[0] in words("#caption")
    one("#readhere").click()
    assert every("#passages .near"), "no sentence stands beside"
    quiet(page)


def check_changed(page):
    """A page whose script was changed does not run it, and still reads."""
    changed = page.with_name("changed.html")
    changed.write_text(page.read_text().replace("'use strict';", "'use strict'; window.owned = 1;"))
    load(changed)
    assert script("return window.owned === undefined")
    assert any("Content Security Policy" in e["message"] for e in driver.get_log("browser"))
    assert "2015 | 2016" in words("#findings") and not one("#controls").is_displayed()


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


def hostile():
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
    return report("hostile", "--by", "audience", "--allow", "1", "--lexicon", str(lexicon), str(corpus))


def check_hostile(page):
    load(page)
    inert()
    for select in ("measure", "subject", "group", "frame", "entry"):
        for i in range(count(f"#{select}" + " option")):
            pick(f"#{select}", index=i)
    inert()
    for cell in range(0, 12):
        script("document.querySelector(`.cell[data-period='${arguments[0]}']`).dispatchEvent(new MouseEvent('click'))", cell)
        inert()
    assert "sovereignty </script><script>" in words("#passages"), words("#passages")
    for details in every("details"):
        script("arguments[0].open = true", details)
    links = script("return [...document.querySelectorAll('a')].map(a => a.protocol).sort()")
    assert set(links) <= {"file:", "https:"}, links
    assert "window.owned=1" in words("h1") and "<script>" in words("h1")
    # Nor could a script that got in ask for anything, or be added.
    turned = script("return new RegExp(arguments[0]).exec(document.documentElement.textContent)", STEERS)
    assert not turned and "\\u202e" in words("#passages"), turned
    refused = script("""const s = document.createElement('script'); s.textContent = 'window.owned=1'; document.body.append(s);
      return window.owned === undefined""")
    assert refused, "the policy lets another script in"
    driver.get_log("browser")  # holds that refusal
    quiet(page)


# Runs are made while the browser is at work on those before.
with concurrent.futures.ThreadPoolExecutor(1) as pool:
    sample = pool.submit(report, "sample", "--by", "audience", "--versus", "audience=regional vs audience=international")
    made = [pool.submit(many_issuers), pool.submit(report, "freqs", "--by", "audience", "--also-freq", "quarter,month"), pool.submit(hostile)]
    axe = pool.submit(fetched)
    driver = browser()
    try:
        sample = sample.result()
        for check in (check_answers, check_controls, check_periods, check_keyboard, check_panel, check_search, check_permalinks, check_downloads, check_looks, check_changed):
            check(sample)
        many, freqs, evil = [page.result() for page in made]
        check_many(many)
        check_freqs(freqs)
        check_opening(freqs)
        check_hostile(evil)
        check_accessible(axe.result(), (sample, "#with=audience%3Dregional", "light", 1280), (sample, "#panel=1", "dark", 390),
                         (many, "", "dark", 1280), (many, "#panel=1&view=context&sort=left", "light", 390))
        print("report: opened, used, and not to be scripted")
    finally:
        driver.quit()
