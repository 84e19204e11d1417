"""One decision table, several engines, one run: evaluations a second on one thread, and how they compare.

Usage: compare.py GENDAN [SECONDS]
Needs a C compiler (cc) and, for ZEN, the package zen-engine (see run.sh). Every engine's answers for all combinations of values are compared first.
"""
import itertools, json, pathlib, statistics, subprocess, sys, tempfile, time

HERE = pathlib.Path(__file__).parent
FILE = HERE / "liability.md"
RUNS = 3


def tables(text):
    """The tables of a Markdown text, as lists of rows of cells."""
    found, rows = [], []
    for line in text.splitlines() + [""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
        elif rows:
            found.append([rows[0]] + rows[2:])
            rows = []
    return found


def read():
    facts, table = tables(FILE.read_text())
    domains = {row[0]: ["yes", "no"] if row[2] == "flag" else [value.strip() for value in row[3].split(";")] for row in facts[1:]}
    heading = table[0]
    inputs = [title for title in heading if not title.startswith("->")]
    outputs = [title.removeprefix("-> ") for title in heading if title.startswith("->")]
    return inputs, outputs, {name: domains[name] for name in inputs}, [(row[: len(inputs)], row[len(inputs):]) for row in table[1:]]


INPUTS, OUTPUTS, DOMAINS, ROWS = read()
COMBINATIONS = [dict(zip(INPUTS, values)) for values in itertools.product(*DOMAINS.values())]


def scan(case):
    for number, (cells, _) in enumerate(ROWS, 1):
        if all(cell == "-" or cell == case[name] for name, cell in zip(INPUTS, cells)):
            return number
    return 0


WANTED = [scan(case) for case in COMBINATIONS]


def check(engine, answers):
    if answers != WANTED:
        sys.exit(f"{engine} answers otherwise: {answers} instead of {WANTED}")


def gendan(program, seconds):
    out = subprocess.run([program, "bench", "table", str(FILE), "--format", "json", "--seconds", str(seconds), "--runs", str(RUNS)], check=True, capture_output=True)
    told = json.loads(out.stdout)
    check("gendan", told["answers"])
    return told["evaluationsPerSecond"]


def c_scan(seconds):
    numbers = [f"{len(INPUTS)} {len(ROWS)}", " ".join(str(len(DOMAINS[name])) for name in INPUTS)]
    numbers += [" ".join(str(-1 if cell == "-" else DOMAINS[name].index(cell)) for name, cell in zip(INPUTS, cells)) for cells, _ in ROWS]
    with tempfile.TemporaryDirectory() as folder:
        program = pathlib.Path(folder) / "scan"
        subprocess.run(["cc", "-O2", "-Wall", "-Werror", "-o", str(program), str(HERE / "scan.c")], check=True)
        rates = []
        for _ in range(RUNS):
            out = subprocess.run([str(program), str(seconds)], input="\n".join(numbers), text=True, check=True, capture_output=True).stdout
            lines = {line.split()[0]: line.split()[1:] for line in out.splitlines()}
            check("C", [int(number) for number in lines["answers"]])
            rates.append(float(lines["rate"][0]))
    return statistics.median(rates)


def typed(name, value):
    """A value as JSON has it: flags are booleans there."""
    return {"yes": True, "no": False}[value] if DOMAINS.get(name) == ["yes", "no"] else value


def model():
    columns = [dict(id=f"i{place}", name=name, field=name) for place, name in enumerate(INPUTS)]
    results = [dict(id=f"o{place}", name=name, field=name) for place, name in enumerate(OUTPUTS)]
    rules = []
    for number, (cells, outputs) in enumerate(ROWS):
        rule = dict(_id=f"r{number}")
        rule |= {f"i{place}": "" if cell == "-" else json.dumps(typed(name, cell)) for place, (name, cell) in enumerate(zip(INPUTS, cells))}
        rule |= {f"o{place}": json.dumps(value) for place, value in enumerate(outputs)}
        rules.append(rule)
    nodes = [
        dict(id="in", type="inputNode", name="in"), dict(id="out", type="outputNode", name="out"),
        dict(id="table", type="decisionTableNode", name="liability", content=dict(hitPolicy="first", inputs=columns, outputs=results, rules=rules)),
    ]
    edges = [dict(id="e1", sourceId="in", targetId="table", type="edge"), dict(id="e2", sourceId="table", targetId="out", type="edge")]
    return dict(contentType="application/vnd.gorules.decision", nodes=nodes, edges=edges)


def rate(once, seconds):
    rates = []
    for _ in range(RUNS):
        count, start = 0, time.perf_counter()
        while (elapsed := time.perf_counter() - start) < seconds:
            count += once()
        rates.append(count / elapsed)
    return statistics.median(rates)


def zen_engines(seconds):
    try:
        import zen
    except ImportError:
        print("zen-engine isn't installed: ZEN is left out (run.sh installs it)")
        return {}
    number = {tuple(outputs): [place for place, row in enumerate(ROWS, 1) if row[1] == outputs] for _, outputs in ROWS}
    cases = [{name: typed(name, value) for name, value in case.items()} for case in COMBINATIONS]

    def verify(name, results):
        for result, wanted in zip(results, WANTED):
            if wanted not in number[tuple(result[output] for output in OUTPUTS)]:
                sys.exit(f"{name} answers otherwise: {result} instead of row {wanted}")

    decision = zen.ZenEngine().create_decision(json.dumps(model()))
    verify("ZEN", [decision.evaluate(case)["result"] for case in cases])

    def singly():
        for case in cases:
            decision.evaluate(case)
        return len(cases)

    found = {"ZEN, single calls": rate(singly, seconds)}
    try:
        engine = zen.ZenEngine({"loader": {"type": "static", "content": {"table": model()}}})
        requests = [{"key": "table", "context": case} for case in cases] * 42
        verify("ZEN in batch", [answer["data"]["result"] if "data" in answer else answer["result"] for answer in engine.evaluate_batch(requests)[: len(cases)]])
        found["ZEN, batch"] = rate(lambda: len(engine.evaluate_batch(requests)), seconds)
    except (AttributeError, TypeError, KeyError) as error:
        print(f"this version of zen-engine has no batch call that is known here: {error!r}")
    return found


def main():
    program, seconds = sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else 2.0
    rates = {"gendan": gendan(program, seconds), "C scan": c_scan(seconds)} | zen_engines(seconds)
    print(f"{len(ROWS)} rows, {len(INPUTS)} inputs, first hit; {len(COMBINATIONS)} combinations agree; median of {RUNS} runs of {seconds:g} s\n")
    print(f"{'engine':<20}{'evaluations/s':>16}{'gendan is':>14}")
    for name, value in rates.items():
        print(f"{name:<20}{value:>16,.0f}{rates['gendan'] / value:>12,.2f} x")


main()
