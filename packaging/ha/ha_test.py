#!/usr/bin/env python3
# Starts a deployment that survives the loss of any machine, loads it lightly, takes machines away, and counts what
# was lost, done twice, refused, and how long nothing was served. `make ha-test` runs it.
#   ha_test.py PROGRAM [--rounds primary,server,etcd,primary] [--clients 6] [--keep]
import argparse
import os
import shutil
import signal
import sys
import time
import uuid

import clients
from cluster import Cluster, wait_for

goal_seconds = 30


def say(line):
    print(line, flush=True)


def longest_pause(times, begun):
    """Between two acknowledgements around `begun`: how long nothing was served."""
    times = sorted(times)
    return max((after - before for before, after in zip(times, times[1:]) if after >= begun), default=float("inf"))


class Load:
    def __init__(self, cluster, count):
        sandbox = cluster.sandbox()
        tenant = next(one for one in sandbox["tenants"] if one["apps"] and one.get("kind", "directBill") == "directBill"
                      and one.get("country", "FR") == "FR")
        bearer = clients.token(cluster.port, tenant)
        self.cart = self.a_cart(cluster, bearer)
        self.clients = [clients.Client(i, cluster.port, bearer, f"ha{uuid.uuid4().hex[:8]}", self.cart)
                        for i in range(count)]
        for one in self.clients:
            one.start()

    @staticmethod
    def a_cart(cluster, bearer):
        asker = clients.Client(0, cluster.port, bearer, "", None)
        items = asker.ask("GET", "/ext/v1/catalog?country=FR&currency=EUR")["items"]
        item = next(one for one in items if one["available"] and not one["isTrial"] and not one["isAddOn"]
                    and one["billing"] == "license" and one["terms"])
        return {"lineItems": [{"id": 0, "catalogItemId": item["catalogItemId"],
                               "quantity": max(1, item.get("minimumQuantity") or 1),
                               "termDuration": item["terms"][0]["termDuration"],
                               "billingCycle": item["terms"][0]["billingCycle"]}]}

    def acknowledged(self):
        return [time for one in self.clients for time in list(one.acknowledged)]

    def stop(self):
        for one in self.clients:
            one.stopping.set()
        for one in self.clients:
            one.join(240)

    def errors(self):
        return [error for one in self.clients for error in one.errors]


def lose(cluster, what):
    """Kills one, and says how to bring it back."""
    if what == "primary":
        wait_for("a synchronous standby", cluster.is_synchronous, 120)
        number = cluster.primary()
        cluster.kill_node(number)
        return f"PostgreSQL's primary, node{number}", cluster.nodes[number - 1]
    if what == "server":
        cluster.servers[0].kill()
        return "Entrepot's first server", cluster.servers[0]
    number = cluster.etcd_leader()
    cluster.etcd[number - 1].kill()
    return f"etcd's leader, member {number}", cluster.etcd[number - 1]


def play(cluster, load, what, seconds):
    # Others' work on the machine is no outage: the load runs before, while and after.
    before = len(load.acknowledged())
    wait_for("writes are acknowledged", lambda: len(load.acknowledged()) > before + 20)
    begun = time.monotonic()
    name, process = lose(cluster, what)
    mark = len(load.acknowledged())
    wait_for(f"writes are acknowledged again without {name}", lambda: len(load.acknowledged()) > mark + 40, 180)
    time.sleep(seconds)
    pause = longest_pause(load.acknowledged(), begun)
    say(f"  killed {name}: {pause:5.1f} s without service")
    process.start()
    wait_for("a synchronous standby again", cluster.is_synchronous, 180)
    if what == "etcd":
        wait_for("etcd has a leader", cluster.etcd_leader)
    return pause


def count(cluster, load):
    """Against the primary itself: what is not there, and what is there twice."""
    added = {domain: one for client in load.clients for domain, one in client.added.items()}
    carts = {one: cart for client in load.clients for one, cart in client.carts.items()}
    prefixes = {client.run_name for client in load.clients}
    where = " OR ".join(f"c.domain LIKE '{one}-%'" for one in sorted(prefixes))
    rows = cluster.ask(f"SELECT c.domain, encode(c.customer_id, 'hex') FROM customers c WHERE {where}")
    there = dict(line.split("|") for line in rows.splitlines())
    found = cluster.ask("SELECT encode(k.customer_id, 'hex'), count(*), string_agg(encode(k.cart_id, 'hex'), ',') FROM "
                        f"carts k JOIN customers c ON c.customer_id = k.customer_id WHERE {where} GROUP BY 1")
    carts_there = {customer: (int(number), ids) for customer, number, ids in
                   (line.split("|") for line in found.splitlines())}
    bare = {domain: one.replace("-", "") for domain, one in added.items()}
    lost = [domain for domain, one in bare.items() if there.get(domain) != one]
    lost += [one for one, cart in carts.items()
             if cart.replace("-", "") not in carts_there.get(one.replace("-", ""), (0, ""))[1]]
    twice = [one for one, (number, _) in carts_there.items() if number > 1]
    events = cluster.ask("SELECT count(*) FROM (SELECT e.subject FROM events e JOIN customers c ON c.customer_id = "
                         f"e.subject WHERE e.type = 'customer_added' AND ({where}) GROUP BY 1 HAVING count(*) <> 1) x")
    return lost, twice + ["an event"] * int(events), len(added) + len(carts)


def report(cluster, load, pauses):
    lost, twice, acknowledged = count(cluster, load)
    errors = load.errors()
    tries = sum(one.tries for one in load.clients)
    asked = sum(one.asked for one in load.clients)
    say(f"  {acknowledged} acknowledged writes; {asked} requests in {tries} tries; the slowest took "
        f"{max(one.slowest for one in load.clients):.1f} s")
    for error in errors[:5]:
        say(f"    {error}")
    rows = (("acknowledged writes lost", len(lost), 0), ("done twice in spite of a request id", len(twice), 0),
            ("errors after the retries of an SDK", len(errors), 0),
            ("longest without service, seconds", round(max(pauses), 1), goal_seconds))
    passed = 0
    for words, got, most in rows:
        passed += got <= most
        say(f"  {words:40} {got:>8}   at most {most}{'' if got <= most else '   FAILED'}")
    say(f"{passed} passed, {len(rows) - passed} failed")
    return passed == len(rows)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("program")
    options.add_argument("--rounds", default="primary,server,etcd,primary")
    options.add_argument("--clients", type=int, default=6)
    options.add_argument("--seconds", type=float, default=3, help="of load after each round")
    options.add_argument("--keep", action="store_true", help="leave the folder with its logs where a round fails")
    given = options.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))   # through `finally`: nothing is left running
    cluster, load, good = Cluster(os.path.abspath(given.program)), None, False
    say(f"Entrepot under the loss of machines, in {cluster.folder}")
    try:
        begun = time.monotonic()
        cluster.start()
        say(f"  three etcd, two PostgreSQL, HAProxy and two Entrepot: up after {time.monotonic() - begun:.0f} s")
        load = Load(cluster, given.clients)
        pauses = [play(cluster, load, what, given.seconds) for what in given.rounds.split(",")]
        load.stop()
        good = report(cluster, load, pauses)
    finally:
        if load:
            for one in load.clients:
                one.stopping.set()
        if given.keep and not good:
            saved = f"/tmp/{cluster.folder.name}-logs"
            shutil.copytree(cluster.folder, saved, ignore=shutil.ignore_patterns("node?", "etcd?", "*.key", "pgpass", ".s.*"))
            say(f"  logs: {saved}")
        cluster.stop()
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
