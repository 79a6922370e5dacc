"""Codes a sheet in a real browser by keyboard alone.

    check_page.py FRAMESHIFT DIR

Runs the program FRAMESHIFT on texts full of markup in DIR, draws a sample, opens
the page of a coder from disk in headless Chromium and codes it: without a mouse,
across a reload, to the exported file, which the program then reads. Without
Chromium and its driver it says so and checks nothing.
"""

import csv
import json
import pathlib
import shutil
import subprocess
import sys
import time

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

program, work = sys.argv[1], pathlib.Path(sys.argv[2]).resolve() / "page"
shutil.rmtree(work, ignore_errors=True)
work.mkdir(parents=True)
chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
if not chromium or not shutil.which("chromedriver"):
    print("SKIPPED, THE PAGE TO CODE IN WAS NOT OPENED: no chromium and chromedriver here (Debian: apt-get install chromium chromium-driver)")
    sys.exit(0)

hostile = "=1+1 sovereignty <img src=x onerror=\"document.title='hit'\"> and <b onclick=alert(1)>order</b>, {{JS}} & \u2028 <!-- --> so on"
with open(work / "texts.jsonl", "w") as f:
    for i in range(30):
        text = f"We speak of development. {hostile}. Nothing is said here. Nor there. Security matters to us. The end of it."
        f.write(json.dumps({"id": f"d{i}", "text": text, "date": f"{2000 + i}-01-01", "lang": "en", "issuer": "X"}) + "\n")


def frameshift(*args):
    done = subprocess.run([program, *map(str, args)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


frameshift("run", "--out", work / "out", "--draws", "100", work / "texts.jsonl")
frameshift("validate", "sample", "--run", work / "out" / "latest", "--dir", work / "v", "--hits", "6", "--near", "3", "--far", "3", "--blocks", "1",
           "--coders", "1", "--frames", "values.sovereignty,values.development")

options = webdriver.ChromeOptions()
options.binary_location = chromium
for a in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1000,1000"):
    options.add_argument(a)
options.add_experimental_option("prefs", {"download.default_directory": str(work)})
options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
try:
    page = work / "v" / "sheets" / "coder-1.html"
    driver.get(page.as_uri())

    def one(id):
        return driver.find_element(By.ID, id)

    def press(*keys):
        for k in keys:
            webdriver.ActionChains(driver).send_keys(k).perform()

    sheet = list(csv.DictReader(open(work / "v" / "sheets" / "coder-1.csv", encoding="utf-8-sig")))
    shown = lambda: one("sentence").text
    assert driver.title.startswith("Coding sheet"), driver.title
    assert any("onerror" in r["sentence"] for r in sheet)
    want = {}
    for i, row in enumerate(sheet):
        assert one("progress").text.startswith(f"Sentence {i + 1} of {len(sheet)}, not coded"), one("progress").text
        assert shown() == row["sentence"].lstrip("'"), (shown(), row["sentence"])
        assert not driver.find_elements(By.CSS_SELECTOR, "main img, main script")
        labels = {"values.sovereignty": int("sovereignty" in shown()), "values.development": i % 2}
        if labels["values.sovereignty"]:
            press("1")
        if labels["values.development"]:
            press("2")
        if i == 2:
            press("u")
        if i == 3:
            press("n", "a <b>note</b>", Keys.ESCAPE)
        if i == 4:  # pressed twice is not there
            press("1", "1")
        want[row["item"]] = labels
        if i == 5:
            driver.save_screenshot(str(work / "page.png"))
            driver.refresh()
            assert one("progress").text.startswith("Sentence 6 of"), one("progress").text
            assert one("frame-1").get_attribute("aria-pressed") == "true"
        press(Keys.ENTER)
    assert "All is coded" in one("alert").text, one("alert").text
    press(Keys.ARROW_LEFT)
    assert "coded" in one("progress").text and shown() == sheet[-2]["sentence"].lstrip("'")
    press(Keys.ARROW_RIGHT, "j")
    # The name, by Tab from the top of the page.
    driver.execute_script("document.body.focus()")
    press(Keys.TAB)
    assert driver.switch_to.active_element.get_attribute("id") == "coder"
    webdriver.ActionChains(driver).key_down(Keys.CONTROL).send_keys("a").key_up(Keys.CONTROL).perform()
    press("Ann", Keys.ENTER)
    press("e")
    for _ in range(50):
        files = list(work.glob("codings-*.json"))
        if files:
            break
        time.sleep(0.1)
    driver.save_screenshot(str(work / "done.png"))
    back = json.loads(files[0].read_text())
    assert back["coder"] == "Ann" and len(back["codings"]) == len(sheet), back
    for c in back["codings"]:
        assert c["labels"] == want[c["item"]], c
    assert [c["unsure"] for c in back["codings"]].index(True) == 2 and back["codings"][3]["note"] == "a <b>note</b>"
    print(frameshift("validate", "read", "--run", work / "out" / "latest", "--dir", work / "v", files[0]).strip())
    # Again from nothing, with the file imported.
    driver.execute_script("localStorage.clear()")
    driver.refresh()
    assert "not coded · 0 coded" in one("progress").text
    one("file").send_keys(str(files[0]))
    time.sleep(0.3)
    assert f"{len(sheet)} coded" in one("progress").text and one("coder").get_attribute("value") == "Ann"
    # What the screen is too narrow for must not be cut off.
    driver.set_window_size(400, 800)
    assert driver.execute_script("return document.documentElement.scrollWidth <= innerWidth"), "the page is wider than a narrow screen"
    driver.save_screenshot(str(work / "narrow.png"))
    assert driver.title.startswith("Coding sheet"), "the texts ran"
    errors = [e for e in driver.get_log("browser") if e["level"] == "SEVERE"]
    assert not errors, errors
    requests = [json.loads(e["message"])["message"] for e in driver.get_log("performance")]
    urls = {r["params"]["request"]["url"] for r in requests if r["method"] == "Network.requestWillBeSent"}
    assert all(u.startswith(("file:", "blob:", "data:")) for u in urls), urls
finally:
    driver.quit()
print(f"the page to code in: {len(sheet)} sentences coded by keyboard, exported and read")
