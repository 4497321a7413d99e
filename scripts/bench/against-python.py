"""What `npm run bench -- --against-python` times: one problem after another, asked for in lines of JSON.

A task is prepared with the arrays and numbers of a row and gives back a function of a count of repetitions, which returns
what the row checks. To add one, write a function with @task and name it in a row of against-python.ts.
"""

import importlib.metadata
import importlib.util
import json
import sys
import time

PACKAGES = {"numpy": "numpy", "ot": "POT", "torch": "torch", "sklearn": "scikit-learn"}
TASKS = {}


def task(prepare):
    TASKS[prepare.__name__] = prepare
    return prepare


@task
def pot_sinkhorn(arrays, numbers):
    """ot.sinkhorn, the classical loop. Our order of updates is POT's on the transposed problem."""
    import ot

    a, b, C = arrays["a"], arrays["b"], arrays["C"].T.copy()
    return lambda count: _potentials(
        ot.sinkhorn(b, a, C, numbers["eps"], method="sinkhorn", numItermax=count, stopThr=0, warn=False, log=True)[1],
        numbers["eps"],
    )


@task
def pot_sinkhorn_log(arrays, numbers):
    """ot.sinkhorn, log domain, on tensors where there is torch: its log-sum-exp is several times SciPy's."""
    import ot

    a, b, C = arrays["a"], arrays["b"], arrays["C"].T.copy()
    if importlib.util.find_spec("torch"):
        import torch

        a, b, C = torch.from_numpy(a), torch.from_numpy(b), torch.from_numpy(C)
    return lambda count: _potentials(
        ot.sinkhorn(b, a, C, numbers["eps"], method="sinkhorn_log", numItermax=count, stopThr=0, warn=False, log=True)[1],
        numbers["eps"],
    )


@task
def numpy_sinkhorn_log(arrays, numbers):
    """The bare loop in place: rows of C, then rows of its transpose, no look at the marginals."""
    import numpy as np

    eps = numbers["eps"]
    log_a, log_b = np.log(arrays["a"]), np.log(arrays["b"])
    M = -arrays["C"] / eps
    MT = np.ascontiguousarray(M.T)
    S, ST = np.empty_like(M), np.empty_like(MT)

    def log_sums(M, g, S):
        np.add(M, g, out=S)
        most = S.max(1)
        S -= most[:, None]
        np.exp(S, out=S)
        return most + np.log(S.sum(1))

    def run(count):
        g = np.zeros_like(log_b)
        for _ in range(count):
            f = log_a - log_sums(M, g, S)
            g = log_b - log_sums(MT, f, ST)
        return {"f": (eps * f).tolist()}

    return run


def _potentials(log, eps):
    import numpy as np

    logs = log["log_v"] if "log_v" in log else np.log(log["v"])
    return {"f": (eps * logs).tolist()}


@task
def numpy_sinkhorn(arrays, numbers):
    """The bare loop: two matrix-vector products and two divisions, no look at the marginals."""
    import numpy as np

    a, b, eps = arrays["a"], arrays["b"], numbers["eps"]
    K = np.exp(-arrays["C"] / eps)
    # A second array in memory: a product with a transposed view would read K by columns.
    KT = np.ascontiguousarray(K.T)

    def run(count):
        v = np.ones_like(b)
        for _ in range(count):
            u = a / (K @ v)
            v = b / (KT @ u)
        return {"f": (eps * np.log(u)).tolist()}

    return run


@task
def torch_step(arrays, numbers):
    """A training step: linear layers and rectifiers, cross entropy, Adam fused into one kernel; gradients are dropped, not zeroed."""
    import torch

    torch.set_num_threads(1)
    kind = torch.float64 if numbers["bits"] == 64 else torch.float32
    count_layers = int(numbers["layers"])
    inputs = torch.from_numpy(arrays["inputs"]).to(kind)
    labels = torch.from_numpy(arrays["labels"]).long()
    layers = []
    for l in range(count_layers):
        weights = arrays[f"w{l}"]
        linear = torch.nn.Linear(*weights.shape).to(kind)
        with torch.no_grad():
            linear.weight.copy_(torch.from_numpy(weights.T.copy()))
            linear.bias.copy_(torch.from_numpy(arrays[f"b{l}"]))
        layers += [linear, torch.nn.ReLU()]
    net = torch.nn.Sequential(*layers[:-1])
    adam = torch.optim.Adam(net.parameters(), lr=numbers["rate"], fused=True)

    def run(count):
        for _ in range(count):
            loss = torch.nn.functional.cross_entropy(net(inputs), labels)
            adam.zero_grad(set_to_none=True)
            loss.backward()
            adam.step()
        return {"loss": loss.item()}

    return run


def main():
    versions = {
        name: importlib.metadata.version(package) if importlib.util.find_spec(name) else None
        for name, package in PACKAGES.items()
    }
    say({"python": sys.version.split()[0], "versions": versions})
    run = None
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            if "task" in asked:
                import numpy as np

                arrays = {
                    name: np.fromfile(one["file"], dtype=one["type"]).reshape(one["shape"])
                    for name, one in asked["arrays"].items()
                }
                run = TASKS[asked["task"]](arrays, asked["numbers"])
                say({})
            else:
                began = time.process_time()
                answer = run(asked["count"])
                took = time.process_time() - began
                say({"ms": took * 1000, **({"answer": answer} if asked.get("answer") else {})})
        except Exception as error:  # the row says why it has no number
            say({"failed": f"{type(error).__name__}: {error}"})


def say(what):
    # Libraries may print; only lines from here begin with this mark.
    sys.stdout.write("@" + json.dumps(what) + "\n")
    sys.stdout.flush()


main()
