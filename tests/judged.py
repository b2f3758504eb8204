"""Reads the canary judge's result and fails where a promise is broken: anything left, or too few clean and same-looking files."""
import json
import sys

LEAST_CLEAN = 355

result = json.load(open(sys.argv[1]))
summary = result["summary"]
left = {key: summary[key] for key in ("canaries left", "files with tags left", "files with findings", "damaged")}
clean = summary["verdict clean and same look"]
missing = [file["file"] for file in result["files"] if file["result"] == "missing"]
kept = [name for name in missing if name.startswith("keep/")]
print(f"clean and same look: {clean} of {summary['files']}; left: {left}; without a copy: {missing}")
assert summary["canaries in all files"] > 2000, "hardly any canaries: nothing was searched for"
assert not any(left.values()), "something is left"
assert not kept, f"files that must have a copy: {kept}"
assert clean >= LEAST_CLEAN, f"clean and same look: {clean}, at least {LEAST_CLEAN} are promised"
