#!/usr/bin/env python3
"""A client of `cordboard sim` that shares no code with it: Python's standard library only.

Usage: independent.py URL. It speaks RFC 6455 and PAL by itself, calls every method of the PAL guide as sa, admin and
user, and compares the shape of each answer with what the guide and real PBXs show. The PBX has no traffic of its own.
"""
import base64, hashlib, json, os, socket, struct, sys
from urllib.parse import urlencode, urlsplit

CONTINUATION, TEXT, CLOSE, PING, PONG = 0, 1, 8, 9, 10

class WebSocket:
    """The client's side of RFC 6455. Frames go out masked, a text in two fragments with a ping between."""
    def __init__(self, url):
        at, key, head = urlsplit(url), base64.b64encode(os.urandom(16)), b""
        self.tcp, self.pongs = socket.create_connection((at.hostname, at.port), timeout=10), 0
        self.tcp.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.stream = self.tcp.makefile("rb")
        self.tcp.sendall(f"GET {at.path}?{at.query} HTTP/1.1\r\nHost: {at.netloc}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                         f"Sec-WebSocket-Key: {key.decode()}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode())
        while (line := self.stream.readline()).strip():
            head += line
        accept = base64.b64encode(hashlib.sha1(key + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest())
        if not head.startswith(b"HTTP/1.1 101 ") or accept not in head:
            raise ConnectionError(f"no upgrade: {head!r}")

    def frame(self, opcode, payload, final=True):
        mask, size = os.urandom(4), len(payload)
        length = struct.pack("!B", 128 | size) if size < 126 else struct.pack("!BH", 128 | 126, size)
        self.tcp.sendall(bytes([final << 7 | opcode]) + length + mask + bytes(b ^ mask[i % 4] for i, b in enumerate(payload)))

    def send(self, value):
        data = json.dumps(value).encode()
        self.frame(TEXT, data[:9], final=False)
        self.frame(PING, b"between")
        self.frame(CONTINUATION, data[9:])

    def receive(self):
        """The next text; None when the server has closed. Pings are answered on the way, pongs counted."""
        text = b""
        while head := self.stream.read(2):
            final, opcode, size = head[0] >> 7, head[0] & 15, head[1]
            if head[0] & 0x70 or size > 127:
                raise ConnectionError(f"a server's frame with a mask or reserved bits: {head!r}")
            if size > 125:
                size, = struct.unpack("!H", self.stream.read(2)) if size == 126 else struct.unpack("!Q", self.stream.read(8))
            payload = self.stream.read(size)
            if opcode == CLOSE:
                return None
            if opcode == PING:
                self.frame(PONG, payload)
            elif opcode == PONG:
                self.pongs += payload == b"between"
            else:
                text += payload
                if final:
                    return text.decode()

def md5hex(text): return hashlib.md5(text.encode()).hexdigest()
def matches(m, method, want): return m.get("method") == method and all(m["params"].get(k) == v for k, v in want.items())

class Pal:
    """One PAL connection. What was heard and not yet asked for waits in `heard`; `statuses` has every notify_status."""
    def __init__(self, login_user, password, tenant="", in_url=False, **wants):
        query = {"tenant": tenant, "login_user": login_user, "login_password": password if in_url else "", **wants}
        self.socket = WebSocket(sys.argv[1] + "?" + urlencode({k: v for k, v in query.items() if v}, doseq=True, safe="*"))
        self.heard, self.statuses, self.ids, self.login = [], [], 0, None
        if not in_url:
            self.challenge = self.hear("the nonce", lambda m: m.get("method") == "login_password_required")
            self.login = self.request("login", login_password=md5hex(f"{login_user}:{self.challenge['params']['nonce']}:{md5hex(password)}"))

    def hear(self, what, wanted):
        """Takes the first message that is wanted out of those heard and still to come."""
        while True:
            for i, message in enumerate(self.heard):
                if wanted(message):
                    return self.heard.pop(i)
            try:
                text = self.socket.receive()
            except TimeoutError:
                text = None
            if text is None:
                raise ConnectionError(f"expected {what}; seen silence or the end, and before it {self.heard[-5:]}")
            messages = json.loads(text)
            messages = messages if isinstance(messages, list) else [messages]
            self.heard += messages
            self.statuses += [m["params"] for m in messages if m.get("method") == "notify_status"]

    def request(self, method, **params):
        """The answer to a method. Ids are texts and numbers by turns; an answer must have the id with its type."""
        self.ids += 1
        id = str(self.ids) if self.ids % 2 else self.ids
        self.socket.send({"jsonrpc": "2.0", "method": method, "params": params, "id": id})
        return self.hear(f"the answer to {method}", lambda m: "method" not in m and (m["id"] is None and method == "login" or type(m["id"]) is type(id) and m["id"] == id))

    def notified(self, method, **want):
        return self.hear(f"{method} {want}", lambda m: matches(m, method, want))["params"]

    def talk(self, user):
        """The talker of a user whose phone rings, when it is picked up."""
        talker = self.notified("notify_status", user=user, status="65")["talker_id"]
        self.request("remoteControl", talker_id=talker, action="talk")
        return self.notified("notify_status", talker_id=talker, status="2")

passed, failures = 0, []

def check(what, expected, seen):
    """Compares with a value, or asks a shape, which is named after what it wants."""
    global passed
    if expected(seen) if callable(expected) else (expected == seen and type(expected) is type(seen)):
        passed += 1
    else:
        failures.append(what)
        print(f"FAILED {what}\n  expected {getattr(expected, '__name__', repr(expected))}\n  seen     {seen!r}")

# Shapes. A method's whole answer is given to those of errors, its result to the others.
def texts(r): return isinstance(r, list) and len(r) > 0 and all(isinstance(x, str) for x in r)
def pairs(r): return isinstance(r, list) and len(r) > 1 and all(texts(x) and len(x) == 2 for x in r)
def arrays_of_33(r): return isinstance(r, list) and len(r) > 0 and all(texts(x) and len(x) == 33 for x in r)
def dids(r): return isinstance(r, list) and len(r) > 0 and all(isinstance(x, dict) and "name" in x and "v1" in x for x in r)
def note(r): return isinstance(r, dict) and set(r) == {"useraccess", "description", "name", "note"} and str(r["useraccess"]) == "2" and r["note"] == "text"
def one_refused(r): return r in ([["Ana"], "No permission."], [["Ana"], "Invalid User Name"])
def failed(r): return isinstance(r, str) and r.lstrip().lower().startswith("fail")
def false(r): return r is False or r == "false"
def success(r): return r is None or r is True or isinstance(r, str) and not failed(r)
def calling(r): return isinstance(r, str) and r.startswith("succeeded: ") and r[11:].isdigit()
def error(a): return "result" not in a and type(a["error"]["code"]) is int and isinstance(a["error"]["message"], str) and a["error"]["message"] != ""
def unknown(a): return error(a) and a["error"]["code"] == -32601
def no_permission(a): return error(a) and a["error"]["message"] == "No permission."
def no_data(a): return error(a) and a["error"]["code"] == -2000
def refused_login(a): return error(a) and a["error"]["code"] == -2022 and a["id"] is None
def batch_of_four(b): return isinstance(b, list) and sorted(map(repr, (a["id"] for a in b))) == sorted(map(repr, ["a", 7, None, 8]))
ERRORS = error, unknown, no_permission, no_data

NO_TALKER, NO_ROOM, ANY_USER, TIMER = {"tid": "999999"}, {"rid": "999999"}, {"pattern": "10.*", "type": "user"}, {"extension": "1001", "number": 2}
SCHEDULE, NEW = "P2026010120261231A62W31D[Exclude]24,25T09001730", {"extension": "1900", "password": "1", "login_password": "1", "type": "user"}
ROUTE = {"template": "did", "values": ["1", "main", "py", "", "", "", "one"] + [""] * 26}
# Who may (s: sa, a: admin, u: user; the others get "No permission."), method, parameters, what comes back. In this order.
METHODS = [
    ("sau", "noSuchMethod", {}, unknown), ("sa", "getRouteTemplateName", {}, texts), ("sa", "getRouteTemplateNames", {}, texts),
    ("sa", "getAlldids", {}, dids), ("sa", "getAllDids", {}, dids), ("s", "insertRouteVariables", ROUTE, True), ("s", "insertRouteVariables", ROUTE, error),
    ("s", "getRouteVariables", {"template": "did"}, arrays_of_33), ("s", "updateRouteVariables", {**ROUTE, "update_password": "false"}, True),
    ("s", "deleteRouteVariables", {"template": "did", "name": "py"}, "OK"),
    ("sa", "setDid", {"template": "did", "name": "main-support", "enabled": "1", "v2": "1001"}, "OK"),
    ("sa", "getExtensions", {**ANY_USER, "limit": -1}, texts), ("sa", "getExtensions", {**ANY_USER, "limit": "2"}, ["1000", "1001"]),
    ("sa", "getExtensions", {**ANY_USER, "limit": "-1", "property_names": ["name"]}, pairs), ("sa", "getExtensions", {"pattern": "("}, error),
    ("sau", "setExtensionProperties", {"extension": "1001", "properties": {"name": "Ana", "desc": "d"}}, "OK"),
    ("sau", "getExtensionProperties", {"extension": "1001", "property_names": ["desc", "name"]}, ["d", "Ana"]),
    ("sau", "getExtensionProperties", {"extension": ["1001", "9999"], "property_names": ["name"]}, one_refused),
    ("sa", "createExtension", NEW, True), ("sa", "createExtension", NEW, error),
    ("sa", "deleteExtension", {"extension": "1900"}, True), ("sa", "deleteExtension", {"extension": "1900"}, false),
    ("sau", "setNote", {"name": "py", "description": "d", "useraccess": 2, "note": "text"}, "OK"),
    ("sau", "getNoteNames", {}, ["py"]), ("sau", "getNote", {"name": "py"}, note), ("sau", "deleteNote", {"name": "py"}, True),
    ("sau", "deleteNote", {"name": "py"}, no_data), ("sau", "getNote", {"name": "py"}, no_data),
    ("sau", "setPlanSwitchTimer", {**TIMER, "schedule": SCHEDULE}, "OK"), ("sau", "getPlanSwitchTimer", TIMER, SCHEDULE),
    ("s", "createTenant", {"tenant": "py"}, True), ("s", "createTenant", {"tenant": "py"}, error),
    ("s", "setTenantProperties", {"tenant": "py", "properties": {"desc": "d", "maxusers": "5"}}, "OK"),
    ("s", "getTenantProperties", {"tenant": "py", "property_names": ["tenantid", "maxusers", "desc"]}, ["py", "5", "d"]),
    ("s", "getTenantProperties", {"tenant": "nowhere", "property_names": ["desc"]}, no_data),
    ("sa", "callforward", {**NO_ROOM, "user": ["1003"]}, failed), ("sau", "unpark", {"user": "1001", "number": "799"}, failed),
    ("sa", "barge", {**NO_TALKER, "user": "1003", "listen": "true", "speak": "false"}, failed), ("sau", "makeCall", {}, error),
    *[("sau", method, {**NO_TALKER, "user": "1003", "number": "801"}, failed)
      for method in ("transfer", "park", "cancelTransfer", "disconnect", "startRecording", "stopRecording")]]

def logins():
    """By nonce and by URL; what comes first, and what a wrong password gets."""
    for user, tenant in ("sa", ""), ("1000", "main"), ("1001", "main"):
        wants = {"user": "*" if user == "1000" else user, "registered": "true", "status": "True", "voicemail": "true", "park": "*"} if tenant else {}
        for in_url in False, True:
            what, pal = f"{user} by {'URL' if in_url else 'nonce'}: ", Pal(user, user, tenant, in_url, **wants)
            if not in_url:
                check(what + "the challenge has no id", lambda c: "id" not in c and len(c["params"]["nonce"]) > 0, pal.challenge)
                check(what + "login", success, pal.login.get("result", pal.login.get("error")))
            first = pal.hear("the first notification", lambda m: True)
            check(what + "active comes first", {"status": "active"}, matches(first, "notify_serverstatus", {}) and first["params"])
            check(what + "the replay", "true", pal.notified("notify_registered", user="1001")["registered"])
            bad = Pal(user, "wrong", tenant, in_url)
            check(what + "a wrong password", refused_login, bad.login or bad.hear("the refusal", lambda m: True))
            check(what + "and the socket closes", None, bad.socket.receive())

def methods():
    check("the guide's methods, two of them in both spellings, and an unknown one", 31 + 2 + 1, len({method for _, method, _, _ in METHODS}))
    for who, pal in ("s", Pal("sa", "sa")), ("a", Pal("1000", "1000", "main")), ("u", Pal("1001", "1001", "main")):
        for may, method, params, expected in METHODS:
            # The tenant of all but sa is ignored.
            answer = pal.request(method, **{"tenant": "main" if who == "s" else "ignored", **params})
            wanted = expected if who in may else no_permission
            check(f"{method} {params} as {dict(s='sa', a='admin', u='user')[who]}", wanted, answer if wanted in ERRORS else answer.get("result", answer))
        check("a pong for each ping", pal.ids, pal.socket.pongs)
    one = lambda id: {"jsonrpc": "2.0", "method": "getNoteNames", "params": {}, "id": id}
    pal.hear("active", lambda m: matches(m, "notify_serverstatus", {}))
    pal.socket.send([one("a"), one(7), 3, {**one(8), "method": "nothing"}])
    check("a batch, one element bad", batch_of_four, json.loads(pal.socket.receive()))

# Which status may follow which, for one talker. 47 and 48 tell of a transfer and are no state.
TALKING = {"14", "16", "35", "30", "12", "-1"}
NEXT = {None: {"0", "1"}, "0": {"65", "2", "12", "-1"}, "65": {"2", "12", "-1"}, "1": {"14", "16", "12", "-1"}, "12": {"-1"}, "-1": set(),
        "35": {"36", "16", "12", "-1"}, "30": {"21", "12", "-1"}, **dict.fromkeys(("2", "14", "16", "21", "36"), TALKING)}

def legal(codes): return all(after in NEXT[before] for before, after in zip([None, *codes], codes))
def whole_status(s):
    keys = "user status other_number room_id talker_id user_display_name other_user_display_name".split()
    keys += ["rescode", "disconnected_by", "q850code"] if s["status"] == "-1" else []
    return all(isinstance(s.get(k), str) for k in keys) and isinstance(s["time"], int)

def calls():
    """Calls made, and what can be done with one; the desk sees all of it as notifications."""
    everything = {"user": "*", "status": "true", "callrecording": "true", "park": "*"}
    desk = Pal("1000", "1000", "main", **everything)
    def does(method, params, seen="notify_status", shape=success, **want):
        answer = desk.request(method, **params)
        check(f"{method} {params}", shape, answer.get("result", answer))
        return desk.notified(seen, **want)

    does("makeCall", {"user": "1001", "from": "1001", "to": ["1002"], "type": "2"}, shape=calling, user="1001", status="0")
    first, tid = desk.talk("1001")["talker_id"], desk.talk("1002")["talker_id"]
    does("startRecording", {"tid": tid}, "notify_callrecording", user="1002", status="on")
    does("stopRecording", {"tid": tid}, "notify_callrecording", user="1002", status="off")
    does("barge", {"user": "1003", "tid": tid, "listen": "true", "speak": "tutor"}, user="1003", status="0")
    does("disconnect", {"tid": desk.talk("1003")["talker_id"]}, user="1003", status="-1")
    parked = does("park", {"tid": tid, "number": "801"}, "notify_park", park="801", status="on")
    check("the other end is parked", first, parked["talker_id"])
    late = Pal("1000", "1000", "main", **everything)
    check("the parked call is replayed", first, late.notified("notify_park", park="801", status="on")["talker_id"])
    check("and its talker", "1001", late.notified("notify_status", talker_id=first)["user"])
    does("unpark", {"user": "1004", "number": "801"}, user="1004", status="0")
    tid = desk.talk("1004")["talker_id"]
    desk.notified("notify_park", park="801", status="off")
    does("transfer", {"user": "1005", "tid": tid}, user="1005", status="65")
    does("cancelTransfer", {"tid": tid}, user="1005", status="-1")
    does("transfer", {"user": "1006", "tid": tid, "mode": "blind"}, user="1004", status="-1", talker_id=tid)
    does("callforward", {"rid": desk.talk("1006")["room_id"], "user": ["1007", "1008"]}, user="1007", status="0")
    desk.talk("1008")
    does("makeCall", {"user": "1010", "from": "1010", "to": ["1011"], "type": "1"}, shape=calling, user="1011", status="0")
    rooms = {desk.talk(user)["room_id"] for user in ("1010", "1011")}
    check("two ends, one room", 1, len(rooms))
    does("disconnect", {"rid": rooms.pop()}, user="1011", status="-1")
    check("every notify_status whole", [], [s for s in desk.statuses if not whole_status(s)])
    for talker in {s["talker_id"] for s in desk.statuses}:
        check(f"the order of talker {talker}", legal, [s["status"] for s in desk.statuses if s["talker_id"] == talker and s["status"] not in ("47", "48")])

for part in logins, methods, calls:
    try:
        part()
    except (OSError, ValueError, LookupError) as broken:
        failures.append(part.__name__)
        print(f"FAILED {part.__name__}: {type(broken).__name__}: {broken}")
print(f"{passed} passed, {len(failures)} failed")
sys.exit(bool(failures))
