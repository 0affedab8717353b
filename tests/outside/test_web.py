"""Nothing that a stranger names becomes a way into the operator's network."""

import contextlib
import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

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
        "::10.0.0.1",
        "64:ff9b::a00:1",
        "64:ff9b:1::a00:1",
        "2002:a00:1::",
        "fec0::1",
        "224.0.0.1",
        "ff02::1",
        "240.0.0.1",
        "100.64.0.1",
    ],
)
def test_a_name_that_leads_into_a_private_network_is_refused(address: str) -> None:
    with pytest.raises(BadInput, match="private network"):
        check_url("https://shop.example/feed", resolve=leads_to(address))


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:4700::1111", "::ffff:93.184.216.34", "64:ff9b::5db8:d822"])
def test_an_address_that_everybody_can_reach_is_asked(address: str) -> None:
    assert check_url("https://shop.example/feed", resolve=leads_to(address)) == address


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "[::ffff:127.0.0.1]"])
def test_however_an_own_address_is_spelled_it_is_refused(host: str) -> None:
    with pytest.raises(BadInput, match="private network"):
        check_url(f"https://{host}/feed")


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
        elif self.path == "/private":
            self.send_response(302)
            self.send_header("Location", "http://169.254.169.254/latest/meta-data/")
            self.end_headers()
        elif self.path == "/endless":
            self.send_response(200)
            self.end_headers()
            with contextlib.suppress(OSError):
                while True:
                    self.wfile.write(b"x" * 65_536)
        elif self.path == "/drip":
            with contextlib.suppress(OSError):
                self.wfile.write(b"HTTP/1.1 200 OK\r\n")
                while not self.server.done.wait(0.02):  # type: ignore[attr-defined]
                    self.wfile.write(b"X-Slow: 1\r\n")
        elif self.path == "/drip-body":
            self.send_response(200)
            self.end_headers()
            with contextlib.suppress(OSError):
                while not self.server.done.wait(0.02):  # type: ignore[attr-defined]
                    self.wfile.write(b"x")
        elif self.path in ("/bomb", "/packed", "/brotli"):
            self.send_response(200)
            self.send_header("Content-Encoding", "br" if self.path == "/brotli" else "gzip")
            self.end_headers()
            plain = b"0" * (200_000_000 if self.path == "/bomb" else 500)
            self.wfile.write(gzip.compress(plain, compresslevel=1))
        elif self.path == "/said-too-large":
            self.send_response(200)
            self.send_header("Content-Length", str(1 << 30))
            self.end_headers()
        else:
            self.send_response(200)
            self.send_header("Content-Type", "text/plain; charset=utf-8")
            self.end_headers()
            self.wfile.write(b"id\ttitle\n" * (1000 if self.path == "/big" else 1) + self.headers["Host"].encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def shop() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Shop)
    server.daemon_threads = True
    server.done = threading.Event()  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.done.set()  # type: ignore[attr-defined]
    server.shutdown()
    server.server_close()


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


def test_a_redirect_into_the_private_network_is_not_followed(shop: str) -> None:
    with pytest.raises(BadInput, match="another host"):
        request("GET", f"http://{shop}/private", allowed=frozenset({shop}))


def test_the_name_is_looked_up_and_looked_at_again_behind_a_redirect(shop: str) -> None:
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(f"{host}:{port}")
        return ["127.0.0.1"]

    request("GET", f"http://{shop}/on", allowed=frozenset({shop}), resolve=resolve)
    assert asked == [shop, shop]


@pytest.mark.parametrize("path", ["/endless", "/bomb", "/said-too-large"])
def test_what_has_no_end_or_unpacks_into_too_much_is_cut_off(shop: str, path: str) -> None:
    with pytest.raises(TooLarge, match="more than 100000 bytes"):
        request("GET", f"http://{shop}{path}", allowed=frozenset({shop}), max_bytes=100_000)


def test_a_packed_answer_is_unpacked_and_another_packing_refused(shop: str) -> None:
    assert request("GET", f"http://{shop}/packed", allowed=frozenset({shop})).body == b"0" * 500
    with pytest.raises(BadInput, match="packed as 'br'"):
        request("GET", f"http://{shop}/brotli", allowed=frozenset({shop}))


@pytest.mark.parametrize("path", ["/drip", "/drip-body"])
def test_the_time_is_for_the_whole_answer_and_not_for_each_byte(shop: str, path: str) -> None:
    with pytest.raises(Unreachable, match="no whole answer within"):
        request("GET", f"http://{shop}{path}", allowed=frozenset({shop}), timeout=0.5)


def test_an_answer_of_another_media_type_is_refused(shop: str) -> None:
    plain, list_ = frozenset({"text/plain"}), frozenset({"application/statuslist+jwt"})
    assert request("GET", f"http://{shop}/feed", allowed=frozenset({shop}), types=plain).status == 200
    with pytest.raises(BadInput, match="answers with text/plain"):
        request("GET", f"http://{shop}/feed", allowed=frozenset({shop}), types=list_)
