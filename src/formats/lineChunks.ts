const linesPerChunk = 4096;

/** Lines 0 … count − 1 in pieces of bounded size: the text of many particles would pass the longest string. */
export function* lineChunks(count: number, line: (index: number) => string): Generator<string> {
  for (let start = 0; start < count; start += linesPerChunk) {
    let chunk = "";
    const end = Math.min(start + linesPerChunk, count);
    for (let index = start; index < end; index++) chunk += line(index) + "\n";
    yield chunk;
  }
}
