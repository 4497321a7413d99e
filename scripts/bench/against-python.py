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


@task
def torch_sinkhorn_log(arrays, numbers):
    """The bare loop on tensors; exponents stay above -700, since subnormal numbers slow torch down."""
    import torch

    eps = numbers["eps"]
    log_a, log_b = torch.from_numpy(arrays["a"]).log(), torch.from_numpy(arrays["b"]).log()
    M = torch.from_numpy(-arrays["C"] / eps)
    MT = M.T.contiguous()
    S, ST = torch.empty_like(M), torch.empty_like(MT)

    def log_sums(M, g, S):
        torch.add(M, g, out=S)
        most = S.amax(1)
        S.sub_(most[:, None]).clamp_(min=-700).exp_()
        return most + S.sum(1).log()

    def run(count):
        g = torch.zeros_like(log_b)
        for _ in range(count):
            f = log_a - log_sums(M, g, S)
            g = log_b - log_sums(MT, f, ST)
        return {"f": (eps * f).tolist()}

    return run


@task
def torch_sinkhorn_shared(arrays, numbers):
    """What ours does, on tensors: the exponentials of a row serve its log-sum-exp and the sums of the columns."""
    import torch

    eps = numbers["eps"]
    a, log_b = torch.from_numpy(arrays["a"]), torch.from_numpy(arrays["b"]).log()
    M = torch.from_numpy(-arrays["C"] / eps)
    S = torch.empty_like(M)

    def run(count):
        g = torch.zeros_like(log_b)
        for _ in range(count):
            torch.add(M, g, out=S)
            most = S.amax(1)
            S.sub_(most[:, None]).clamp_(min=-700).exp_()
            sums = S.sum(1)
            f = torch.log(a / sums) - most
            g = g + log_b - torch.log((a / sums) @ S)
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


@task
def torch_vae(arrays, numbers):
    """A step of a VAE with one hidden layer each and Bernoulli pixels: autograd, or the same gradient by hand on one flat tensor.

    The first steps take the noise of the row, as ours do, so that both can be compared; then each step draws its own.
    """
    import torch

    torch.set_num_threads(1)
    x, given = torch.from_numpy(arrays["x"]), torch.from_numpy(arrays["noise"])
    rows, axes = given.shape
    flat = torch.nn.Parameter(torch.from_numpy(arrays["parameters"].copy()))
    sizes = [(int(numbers[f"n{l}"]), int(numbers[f"m{l}"])) for l in range(4)]
    lengths = [length for n, m in sizes for length in (n * m, m)]

    def parts(whole):
        cut = whole.split(lengths)
        return [(cut[2 * l].view(n, m), cut[2 * l + 1]) for l, (n, m) in enumerate(sizes)]

    flat.grad = torch.zeros_like(flat)
    if numbers["by_hand"]:
        learned, (w1, w2, w3, w4), (g1, g2, g3, g4) = [flat], parts(flat.detach()), parts(flat.grad)
    else:
        learned = [torch.nn.Parameter(one.detach().clone()) for pair in parts(flat) for one in pair]
        w1, w2, w3, w4 = zip(learned[::2], learned[1::2])
    adam = torch.optim.Adam(learned, lr=numbers["rate"], fused=True)
    taken = 0

    def by_autograd(noise):
        h = torch.relu(torch.addmm(w1[1], x, w1[0]))
        mean, log = torch.addmm(w2[1], h, w2[0]).chunk(2, 1)
        log = log.clamp(-10, 10)
        z = mean + torch.exp(log / 2) * noise
        logits = torch.addmm(w4[1], torch.relu(torch.addmm(w3[1], z, w3[0])), w4[0])
        fit = torch.nn.functional.binary_cross_entropy_with_logits(logits, x, reduction="sum")
        loss = (fit + 0.5 * (log.exp() + mean * mean - log - 1).sum()) / rows
        adam.zero_grad(set_to_none=True)
        loss.backward()

    def back(dy, entered, g):
        torch.mm(entered.t(), dy, out=g[0])
        torch.sum(dy, 0, out=g[1])

    def by_hand(noise):
        h = torch.addmm(w1[1], x, w1[0]).relu_()
        mean, raw = torch.addmm(w2[1], h, w2[0]).chunk(2, 1)
        sd = raw.clamp(-10, 10).mul_(0.5).exp_()
        shift = sd * noise
        z = mean + shift
        u = torch.addmm(w3[1], z, w3[0]).relu_()
        dy = torch.addmm(w4[1], u, w4[0]).sigmoid_().sub_(x).div_(rows)
        back(dy, u, g4)
        du = torch.mm(dy, w4[0].t()).mul_(u > 0)
        back(du, z, g3)
        dz = torch.mm(du, w3[0].t())
        ofLog = (dz * shift + (sd * sd - 1) / rows).mul_(0.5).mul_(raw.abs() < 10)
        dh = torch.cat((dz + mean / rows, ofLog), 1)
        back(dh, h, g2)
        back(torch.mm(dh, w2[0].t()).mul_(h > 0), x, g1)

    def run(count):
        nonlocal taken
        for _ in range(count):
            noise = given if taken < numbers["given"] else torch.randn(rows, axes)
            if numbers["by_hand"]:
                with torch.no_grad():
                    by_hand(noise)
            else:
                by_autograd(noise)
            adam.step()
            taken += 1
        return {"biases": torch.cat([one[1].detach() for one in (w1, w2, w3, w4)]).tolist()}

    return run


@task
def sklearn_neighbours(arrays, numbers):
    """Distances to the k nearest others: a tree with the leaves that were fastest, or all pairs where those are faster."""
    from sklearn.neighbors import KDTree, NearestNeighbors

    z, k = arrays["z"], int(numbers["k"])

    def search():
        if numbers["brute"]:
            found = NearestNeighbors(n_neighbors=k, metric="chebyshev", algorithm="brute", n_jobs=1).fit(z)
            return found.kneighbors()[0]
        # The point itself comes first.
        return KDTree(z, leaf_size=8, metric="chebyshev").query(z, k=k + 1)[0][:, 1:]

    def run(count):
        for _ in range(count):
            distances = search()
        return {"distances": distances.ravel().tolist()}

    return run


@task
def sklearn_ksg(arrays, numbers):
    """The estimator of mutual_info_regression in scikit-learn, which rescales and adds noise besides."""
    import numpy as np
    from scipy.special import digamma
    from sklearn.neighbors import KDTree

    x, y, k = arrays["x"], arrays["y"], int(numbers["k"])
    n = len(x)

    def counts(points, inside):
        if points.shape[1] > 1:
            return KDTree(points, leaf_size=8, metric="chebyshev").query_radius(points, inside, count_only=True)
        values = points[:, 0]
        line = np.sort(values)
        return np.searchsorted(line, values + inside, "right") - np.searchsorted(line, values - inside, "left")

    def run(count):
        for _ in range(count):
            z = np.hstack([x, y])
            radius = KDTree(z, leaf_size=8, metric="chebyshev").query(z, k=k + 1)[0][:, -1]
            # Strictly within: sums of a coordinate and a radius are rounded.
            inside = radius * (1 - 1e-12)
            nx, ny = counts(x, inside), counts(y, inside)
            information = digamma(n) + digamma(k) - np.mean(digamma(nx) + digamma(ny))
        return {"information": [float(information)]}

    return run


@task
def numpy_kernel_sums(arrays, numbers):
    """log of the mean kernel at each point: exponents by one product with the norms in it, blocks of the upper triangle that stay
    in the cache, exp in place."""
    import numpy as np

    x = arrays["x"] / np.sqrt(numbers["variance"])
    x = x - x.mean(0)
    n, rows = len(x), 16
    half = -0.5 * (x * x).sum(1)
    one = np.ones(n)
    left = np.column_stack([x, half, one])
    right = np.ascontiguousarray(np.column_stack([x, one, half]).T)
    S = np.empty(rows * n)

    def run(count):
        for _ in range(count):
            sums = np.zeros(n)
            for i in range(0, n, rows):
                end = min(n, i + rows)
                block = S[: (end - i) * (n - i)].reshape(end - i, n - i)
                np.matmul(left[i:end], right[:, i:], out=block)
                np.exp(block, out=block)
                sums[i:end] += block.sum(1)
                sums[end:] += block[:, end - i :].sum(0)
            logs = np.log(sums / n)
        return {"logs": logs.tolist()}

    return run


@task
def scipy_cholesky(arrays, numbers):
    """LAPACK's factor without the copies and checks of NumPy's wrapper."""
    from scipy.linalg.lapack import dpotrf

    # The transpose of a symmetric matrix is itself, in the order LAPACK wants.
    A = arrays["A"].T

    def run(count):
        for _ in range(count):
            factor = dpotrf(A, lower=1, clean=1)[0]
        return {"factor": factor.ravel().tolist()}

    return run


@task
def numpy_eigenvalues(arrays, numbers):
    import numpy as np

    A = arrays["A"]

    def run(count):
        for _ in range(count):
            values = np.linalg.eigvalsh(A)[::-1]
        return {"values": values.tolist()}

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
