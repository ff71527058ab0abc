"""How many of the terms that laws define become nodes of a graph of laws, without the thesaurus.

    python -m benchmarks.terms               builds ../shared/data/scale/laws.jsonl.xz --no-thesaurus and asks the project
    python -m benchmarks.terms --project P   asks a project that was so built

The terms: those of ../shared/data/terms that laws on the net define, of at least two tokens and at most 14 characters, in at least
three sentences and two documents of the laws.
"""

from __future__ import annotations

import argparse
import csv
import json
import lzma
import re
import subprocess
import sys
import tempfile

from benchmarks.measure import KG, ROOT, run
from benchmarks.sample import SCALE, SHARED
from benchmarks.scoring import normalise
from kg import segment

LAWS = SCALE / "laws.jsonl.xz"
DEFINED = SHARED / "data" / "terms" / "law_defined_terms.tsv"
LONGEST, LEAST_TOKENS, LEAST_SENTENCES, LEAST_DOCUMENTS = 14, 2, 3, 2
_END = re.compile(r"[。！？\n]")


def terms() -> list[str]:
    """Return the terms that are asked for, sorted."""
    with DEFINED.open(encoding="utf-8", newline="") as lines:
        names = [row["term"] for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if int(row["cyber_law"]) > 0]
    found = dict.fromkeys(name for name in names if len(name) <= LONGEST and len(segment.segment(name, tags=False).words) >= LEAST_TOKENS)
    sentences, documents = dict.fromkeys(found, 0), dict.fromkeys(found, 0)
    with lzma.open(LAWS, "rt", encoding="utf-8") as lines:
        for line in lines:
            text = json.loads(line)["text"]
            for name in found:
                if name in text:
                    documents[name] += 1
                    sentences[name] += sum(name in sentence for sentence in _END.split(text))
    return sorted(name for name in found if sentences[name] >= LEAST_SENTENCES and documents[name] >= LEAST_DOCUMENTS)


def nodes(project: str) -> set[str]:
    """Return the labels of a project's concepts, as compared."""
    command = (*KG, "concepts", "-p", project, "-n", "0", "-f", "jsonl")
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, encoding="utf-8", cwd=ROOT)
    return {normalise(json.loads(line)["concept"]) for line in done.stdout.splitlines()}


def main() -> int:
    """Print the share and what is missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--project", help="a project built from the laws with --no-thesaurus")
    arguments = parser.parse_args()
    wanted = terms()
    with tempfile.TemporaryDirectory() as folder:
        project = arguments.project or f"{folder}/laws"
        if not arguments.project:
            run((*KG, "build", str(LAWS), "-o", project, "--no-thesaurus"))
        found = nodes(project)
    missing = [name for name in wanted if normalise(name) not in found]
    print(f"{len(wanted) - len(missing)} of {len(wanted)} terms are nodes: {1 - len(missing) / len(wanted):.3f}")
    print("missing: " + "、".join(missing))
    return 0


if __name__ == "__main__":
    sys.exit(main())
