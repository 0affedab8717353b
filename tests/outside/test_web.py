"""Nothing that a stranger names becomes a way into the operator's network."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from assay.errors import BadInput, TooLarge, Unreachable
from assay.outside.web import check_url, request


def leads_to(*addresses: str):  # type: ignore[no-untyped-def]
    return lambda host, port: list(addresses)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.0.1",
        "169.254.169.254",
        "::1",
        "fe80::1%eth0",
        "fd00::1",
        "0.0.0.0",
        "::ffff:10.0.0.1",
    ],
)
def test_a_name_that_leads_into_a_private_network_is_refused(address: str) -> None:
    with pytest.raises(BadInput, match="private network"):
        check_url("https://shop.example/feed", resolve=leads_to(address))


def test_one_private_address_among_public_ones_is_enough() -> None:
    with pytest.raises(BadInput, match="private network"):
        check_url("https://shop.example/", resolve=leads_to("93.184.216.34", "127.0.0.1"))


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("ftp://shop.example/", "no web address"),
        ("file:///etc/passwd", "no web address"),
        ("http://shop.example/", "not encrypted"),
        ("https://user:secret@shop.example/", "name or password"),
        ("https://shop.example:99999/", "no address"),
        ("https:///feed", "no web address"),
        ("https://" + "a" * 3000, "3008 characters"),
    ],
)
def test_an_address_that_is_none_is_refused(url: str, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        check_url(url, resolve=leads_to("93.184.216.34"))


def test_the_connection_goes_to_the_address_that_was_looked_at() -> None:
    assert check_url("https://shop.example/", resolve=leads_to("93.184.216.34")) == "93.184.216.34"


class Shop(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "https://elsewhere.example/")
            self.end_headers()
        elif self.path == "/on":
            self.send_response(302)
            self.send_header("Location", "/feed")
            self.end_headers()
        elif self.path == "/circle":
            self.send_response(302)
            self.send_header("Location", "/circle")
            self.end_headers()
        else:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"id\ttitle\n" * (1000 if self.path == "/big" else 1) + self.headers["Host"].encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def shop() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Shop)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()


def test_a_host_that_the_operator_names_is_asked(shop: str) -> None:
    answer = request("GET", f"http://{shop}/feed", allowed=frozenset({shop}))
    assert (answer.status, answer.body) == (200, b"id\ttitle\n" + shop.encode())


def test_a_redirect_is_followed_on_the_same_host_and_nowhere_else(shop: str) -> None:
    assert request("GET", f"http://{shop}/on", allowed=frozenset({shop})).status == 200
    with pytest.raises(BadInput, match="another host"):
        request("GET", f"http://{shop}/away", allowed=frozenset({shop}))
    with pytest.raises(Unreachable, match="circle"):
        request("GET", f"http://{shop}/circle", allowed=frozenset({shop}))


def test_an_answer_without_an_end_is_cut_off(shop: str) -> None:
    with pytest.raises(TooLarge, match="more than 1000 bytes"):
        request("GET", f"http://{shop}/big", allowed=frozenset({shop}), max_bytes=1000)


def test_who_does_not_answer_is_named() -> None:
    with pytest.raises(Unreachable) as failed:
        request("GET", "http://127.0.0.1:9/", allowed=frozenset({"127.0.0.1:9"}))
    assert failed.value.where == "127.0.0.1"
