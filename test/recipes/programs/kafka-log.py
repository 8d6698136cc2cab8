"""Writes $out as a broker keeps it: `kafka-log.py CODEC...`, what librdkafka sends with each of them, by the broker that it has for tests."""
import os
import socket
import struct
import sys

from confluent_kafka import Producer

TOPIC = "notes"
EPOCH_MS = 1_700_000_000_000


def produce(codec, texts):
    """The batches, as the broker hands them on."""
    producer = Producer({"test.mock.num.brokers": 1, "compression.codec": codec, "linger.ms": 100, "client.id": "x"})
    for text in texts:
        producer.produce(TOPIC, text, key="note", partition=0, timestamp=EPOCH_MS)
    producer.flush(30)
    broker = next(iter(producer.list_topics(timeout=10).brokers.values()))
    return fetch(broker.host, broker.port)


def fetch(host, port):
    """Fetch Request and Response, version 4, of one partition, from its first offset on."""
    topic = struct.pack(">h", len(TOPIC)) + TOPIC.encode()
    body = struct.pack(">iiiibi", -1, 500, 1, 1 << 20, 0, 1) + topic + struct.pack(">iiqi", 1, 0, 0, 1 << 20)
    request = struct.pack(">hhih", 1, 4, 1, 1) + b"x" + body
    with socket.create_connection((host, port)) as connection:
        stream = connection.makefile("rwb")
        stream.write(struct.pack(">i", len(request)) + request)
        stream.flush()
        response = stream.read(struct.unpack(">i", stream.read(4))[0])
    # Correlation, throttling, topics, the name, partitions, number, error, two offsets, aborted transactions.
    at = 4 + 4 + 4 + len(topic) + 4 + 4 + 2 + 8 + 8
    aborted = struct.unpack_from(">i", response, at)[0]
    at += 4 + 16 * max(0, aborted)
    size = struct.unpack_from(">i", response, at)[0]
    return response[at + 4 : at + 4 + size]


def read(name):
    with open(name, "rb") as file:
        return file.read()


with open(os.environ["out"], "wb") as out:
    for codec in sys.argv[1:]:
        out.write(produce(codec, [read(name) for name in ("other.txt", "long.txt", "note.txt")]))
