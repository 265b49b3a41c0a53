# Clients that behave as the .NET SDK: the same MS-RequestId on every try, three retries, three minutes of patience.
import http.client
import json
import threading
import time
import urllib.parse
import uuid

pauses = (0.5, 1.5, 3.5)
final = {400, 401, 403, 404, 409, 417, 429}


def token(port, tenant):
    app = tenant["apps"][0]
    form = urllib.parse.urlencode({"grant_type": "client_credentials", "client_id": app["clientId"],
                                   "client_secret": app["clientSecret"],
                                   "resource": "https://graph.windows.net"})
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("POST", f"/{tenant['tenantId']}/oauth2/token", form,
                       {"Content-Type": "application/x-www-form-urlencoded"})
    return json.load(connection.getresponse())["access_token"]


def customer(name):
    return {"companyProfile": {"domain": f"{name}.onmicrosoft.com"},
            "billingProfile": {"email": f"solene@{name}.example", "culture": "fr-FR", "language": "fr",
                               "companyName": f"Boulangerie {name}",
                               "defaultAddress": {"firstName": "Solène", "lastName": "Kerouanton",
                                                  "addressLine1": "14, rue des Fours-Banaux", "city": "Quimper",
                                                  "postalCode": "29000", "country": "FR"}}}


class Client(threading.Thread):
    def __init__(self, number, port, bearer, run, cart):
        super().__init__(daemon=True)
        self.number, self.port, self.bearer, self.run_name, self.cart = number, port, bearer, run, cart
        self.connection, self.stopping = None, threading.Event()
        self.added, self.carts = {}, {}     # what was acknowledged: domain to id, customer to cart
        self.acknowledged = []              # when, by the monotonic clock
        self.asked, self.tries, self.errors = 0, 0, []
        self.slowest = 0

    def once(self, method, path, body, request_id):
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=180)
        try:
            self.connection.request(method, path, json.dumps(body) if body is not None else None,
                                    {"Authorization": f"Bearer {self.bearer}", "Content-Type": "application/json",
                                     "MS-RequestId": request_id, "MS-CorrelationId": str(uuid.uuid4())})
            answer = self.connection.getresponse()
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException) as error:
            self.connection.close()
            self.connection = None
            return None, repr(error).encode()

    def ask(self, method, path, body=None):
        request_id = str(uuid.uuid4())
        begun = time.monotonic()
        self.asked += 1
        for pause in (*pauses, None):
            self.tries += 1
            status, text = self.once(method, path, body, request_id)
            if (status is not None and status < 300) or status in final or pause is None:
                break
            time.sleep(pause)
        self.slowest = max(self.slowest, time.monotonic() - begun)
        if status is not None and status < 300:
            return json.loads(text)
        self.errors.append(f"{method} {path}: {status} {text[:300].decode(errors='replace')}")
        return None

    def run(self):
        turn = 0
        while not self.stopping.is_set():
            turn += 1
            name = f"{self.run_name}-{self.number}-{turn}"
            added = self.ask("POST", "/v1/customers", customer(name))
            if added:
                self.acknowledged.append(time.monotonic())
                self.added[name + ".onmicrosoft.com"] = added["id"]
                # Nothing but its request id keeps a second cart from being made.
                cart = self.ask("POST", f"/v1/customers/{added['id']}/carts", self.cart)
                if cart:
                    self.acknowledged.append(time.monotonic())
                    self.carts[added["id"]] = cart["id"]
                self.ask("GET", f"/v1/customers/{added['id']}")
            self.stopping.wait(0.05)
