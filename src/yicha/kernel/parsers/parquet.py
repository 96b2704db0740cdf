"""The parser of Parquet files: the names of the columns are row 1, as a spreadsheet would show them."""

from collections.abc import Iterator
from typing import IO

from pyarrow import ArrowException
from pyarrow.parquet import ParquetFile

from yicha.kernel.parsers.archives import Refused
from yicha.kernel.parsers.child import Message, as_text, run
from yicha.kernel.parsers.limits import Limits

BATCH = 4096


def parse(file: IO[bytes], format_name: str, limits: Limits) -> Iterator[Message]:
    table = ParquetFile(file)
    if table.metadata.num_rows > limits.stream_rows:
        raise Refused("rows", "", limits.stream_rows + 1)
    yield {"sheet": ""}
    yield 1, list(table.schema_arrow.names)
    number = 1
    for batch in table.iter_batches(batch_size=BATCH, use_threads=False):
        for values in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            number += 1
            yield number, [as_text(value) for value in values]


if __name__ == "__main__":
    run(parse, ArrowException)
