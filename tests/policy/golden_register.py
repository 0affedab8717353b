"""The register that the golden titles are held against."""

from __future__ import annotations

import polars as pl

from assay.regime.listing.claims.names import REGISTER_SCHEMA

NAMES = """Gucci;Louis Vuitton;Chanel;Hermès;Dior;Prada;Rolex;Cartier;Nike;Jordan;Adidas;Yeezy;New Balance;Puma;Apple;Samsung;Dyson;Sony;Canon;Nikon;Boss;Guess;
Coach;Fossil;Mango;Diesel;Converse;Vans;Supreme;Palace;Champion;Omega;Levi's;Ray-Ban;Burberry;Versace;Fendi;Givenchy;Balenciaga;Saint Laurent;Bottega Veneta;Celine;
Loewe;Moncler;Tiffany;The North Face;Off-White;Stone Island;LEGO;Nespresso;Bose;GoPro;Nintendo;BMW;Toyota;Audi;Volkswagen;Mercedes-Benz;Philips;Oral-B;Braun;Casio;
Swarovski;Lululemon;Under Armour;Tommy Hilfiger;Ralph Lauren;Calvin Klein;Michael Kors;Pandora;Timberland;Crocs;Birkenstock;ASICS;Balmain;Valentino;
Alexander McQueen;Jimmy Choo;Bvlgari;Van Cleef & Arpels;Patek Philippe;Audemars Piguet;TAG Heuer;Hublot;Longines;Estée Lauder;Lancôme;MAC;HP;Brother;
Huawei;Miele;Microsoft;Fujifilm;Zara;Essentials;Gap;Next;Target;Sharp;Dove;Shell;Camel;Jaguar;Lotus;Orange;Crown;Oracle;Bear;Ferrari"""
MORE = "Spigen;Anker;Garmin;Makita;Polo;Monster;Caterpillar;Ray;Tide;Dell;Visa"
THIRD = """Intel;AMD;Vibram;Gore-Tex;YKK;Zeiss;Leica;Lacoste;Columbia;Honda;Yamaha;Bosch;Shimano;Porsche;Ford;Tesla;Gibson;Barbie;Starbucks;IKEA;Carhartt;
Harley-Davidson;Amazon;Corona;Subway;Reserved"""
IDS = {
    "Levi's": "levis", "Hermès": "hermes", "Van Cleef & Arpels": "van-cleef-arpels", "Estée Lauder": "estee-lauder", "Lancôme": "lancome", "Mercedes-Benz": "mercedes",
}  # fmt: skip


def register(more: str = "") -> pl.DataFrame:
    """REGISTER_SCHEMA, every brand protected. `more`: further names."""
    names = [n.strip() for n in f"{NAMES};{MORE};{more}".replace("\n", "").split(";") if n.strip()]
    ids = [IDS.get(n, n.lower().replace(" ", "-").replace("'", "")) for n in names]
    return pl.DataFrame(
        [(i, n, [], True, [], None, "") for i, n in zip(ids, names, strict=True)], schema=REGISTER_SCHEMA, orient="row"
    )


def third() -> pl.DataFrame:
    """With the brands of which the third set speaks."""
    return register(THIRD)
