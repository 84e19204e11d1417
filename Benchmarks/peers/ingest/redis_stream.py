"""Order events into Redis: XADD and HSET for each, pipelined in groups; with appendfsync=always a group is on disk when it is answered.

Usage: redis_stream.py PORT EVENTS
"""
import socket
import sys
import time

port, events = int(sys.argv[1]), int(sys.argv[2])
orders = max(events // 5, 1)
kinds = [b"created", b"paid", b"accepted", b"shipped", b"delivered"]


def command(*words):
    return b"*%d\r\n" % len(words) + b"".join(b"$%d\r\n%s\r\n" % (len(word), word) for word in words)


def event(i):
    order, kind = i % orders, kinds[i // orders % 5]
    name = b"ORD%09d" % order
    body = (
        b'{"id":"evt-%09d","order":"%s","kind":"%s","at":%d,"merchant":"shop-%03d","rider":"rider-%03d","category":"parcel",'
        b'"promised":%d,"tracking":"SF%012d","amount":"%d.00","note":"pushed by the platform"}'
        % (i, name, kind, 1795305600000 + i, order % 200, order % 900, 1829865600000 + order, order, order % 900)
    )
    return command(b"XADD", b"orders", b"*", b"body", body) + command(b"HSET", b"order:" + name, b"state", kind, b"at", b"%d" % (1795305600000 + i))


def connected():
    for _ in range(100):
        try:
            return socket.create_connection(("127.0.0.1", port))
        except OSError:
            time.sleep(0.1)
    sys.exit("redis: no server")


link = connected()
link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
for group in (100, 1000, 5000):
    link.sendall(command(b"FLUSHALL"))
    link.recv(100)
    chunks = [b"".join(event(i) for i in range(start, min(start + group, events))) for start in range(0, events, group)]
    began = time.monotonic()
    for chunk in chunks:
        link.sendall(chunk)
        wanted = chunk.count(b"XADD") * 2
        answered = 0
        while answered < wanted:
            part = link.recv(1 << 18)
            # An XADD is answered with a text (`$`), a HSET with a number (`:`).
            answered += part.count(b"$") + part.count(b":")
    print(f"redis, appendfsync=always, groups of {group}: {events / (time.monotonic() - began):.0f}/s", flush=True)
