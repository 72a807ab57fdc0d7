"""Draws the curves of docs/engine.md from what `npm run bench:thresholds -- --json FILE` wrote.

usage: python curves.py FILE ../../docs/engine"""

import json
import sys
from pathlib import Path

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt  # noqa: E402

BINS = 10


def main(file: Path, out: Path):
    read = json.loads(file.read_text())
    points = sorted(read["points"], key=lambda point: -point["confidence"])
    draw_risk(points, read["all"], out / "risk-coverage.svg", read["answer"])
    draw_calibration(points, out / "calibration.svg")


def draw_risk(points, total: int, file: Path, limit: float):
    covered, risks, wrong = [], [], 0
    for count, point in enumerate(points, 1):
        wrong += not point["isRight"]
        covered.append(100 * count / total)
        risks.append(100 * wrong / count)
    at = sum(point["confidence"] >= limit for point in points)
    plt.figure(figsize=(6, 3.4))
    plt.plot(covered, risks, color="#5b5fc7")
    plt.axhline(3, color="#b5750a", linestyle="--", linewidth=1)
    plt.plot(covered[at - 1], risks[at - 1], "o", color="#c4314b")
    plt.annotate(f"confidence {limit}: {risks[at - 1]:.1f} % wrong", (covered[at - 1], risks[at - 1]), (-150, 16), textcoords="offset points")
    plt.xlabel("answered with a verdict, % of all situations")
    plt.ylabel("wrong, % of these")
    plt.ylim(bottom=0)
    plt.tight_layout()
    plt.savefig(file)


def draw_calibration(points, file: Path):
    bins = [[p for p in points if min(BINS - 1, int(p["confidence"] * BINS)) == i] for i in range(BINS)]
    shown = [bin for bin in bins if len(bin) >= 10]
    plt.figure(figsize=(4, 4))
    plt.plot([0, 1], [0, 1], color="#aaa", linewidth=1)
    plt.plot(
        [sum(p["confidence"] for p in bin) / len(bin) for bin in shown],
        [sum(p["isRight"] for p in bin) / len(bin) for bin in shown],
        "o-",
        color="#5b5fc7",
    )
    plt.xlabel("confidence")
    plt.ylabel("share that is right")
    plt.tight_layout()
    plt.savefig(file)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
