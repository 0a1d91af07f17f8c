interface PartHead {
	name: string;
	fileName?: string;
	type?: string;
}

/** Receives a part as it arrives: `data` any number of times, then `end`. */
interface PartSink {
	data(chunk: Buffer): void;
	end(): void;
}

const HEAD_END = Buffer.from('\r\n\r\n');

function parseHead(text: string): PartHead {
	const attribute = (name: string) => text.match(new RegExp(`[; ]${name}="([^"]*)"`, 'i'))?.[1];
	return {
		name: attribute('name') ?? '',
		fileName: attribute('filename'),
		type: text.match(/content-type: *([^\r\n]+)/i)?.[1],
	};
}

/**
 * Reads a multipart body piece by piece: memory stays small however large the file is.
 * @param open called at the beginning of each part
 * @throws Error when the body ends before its closing boundary
 */
export async function readMultipart(
	body: AsyncIterable<Buffer>,
	boundary: string,
	open: (head: PartHead) => PartSink,
): Promise<void> {
	const delimiter = Buffer.from(`\r\n--${boundary}`);
	let rest: Buffer = Buffer.from('\r\n');
	let sink: PartSink | undefined;
	let inHead = false;
	for await (const chunk of body) {
		rest = Buffer.concat([rest, chunk]);
		for (let moved = true; moved; ) {
			moved = false;
			const mark = rest.indexOf(inHead ? HEAD_END : delimiter);
			if (inHead) {
				// A head follows a delimiter; the closing one is followed by two dashes instead.
				if (rest.subarray(0, 2).toString() === '--') return;
				if (mark < 0) continue;
				sink = open(parseHead(rest.subarray(0, mark).toString()));
				rest = rest.subarray(mark + HEAD_END.length);
				inHead = false;
				moved = true;
			} else if (mark >= 0) {
				sink?.data(rest.subarray(0, mark));
				sink?.end();
				sink = undefined;
				rest = rest.subarray(mark + delimiter.length);
				inHead = true;
				moved = true;
			} else if (rest.length > delimiter.length) {
				sink?.data(rest.subarray(0, rest.length - delimiter.length));
				rest = rest.subarray(rest.length - delimiter.length);
			}
		}
	}
	throw new Error('The multipart body ends too early');
}
