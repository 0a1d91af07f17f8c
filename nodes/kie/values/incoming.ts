import { inputError } from '../errors';
import { kindOfAddress } from '../files/formats';
import type { MediaKind } from '../files/input';
import { asRecord, asRecords, text } from '../json';
import { bare, isEmpty, unwrapped } from './blank';
import { listed, shown } from './message';

/** What an item brings along besides its address: files that are made, and files of n8n by name and type. */
export interface Surroundings {
	json: unknown;
	binaries: Array<{ name: string; mimeType: string }>;
}

/**
 * The file that an incoming item brings along, in a field that nobody has touched. It stands for nothing yet: the item
 * may come from anywhere, and what becomes of it depends on the model.
 */
export class IncomingFile {
	constructor(
		/** What the field finds in the item by itself. */
		private readonly found: unknown,
		private readonly around: Surroundings,
	) {}

	/** The address in the item, where it surely is one of a file of this kind. */
	sure(kind: MediaKind): string | undefined {
		const address = this.address();
		return address !== undefined && this.kindOf(address) === kind ? address : undefined;
	}

	/**
	 * The file of this kind that an operation cannot do without: its address or the name of its binary field.
	 * @param isOnly whether the operation takes no other file, so that an address that tells no kind can be meant
	 * @throws {KieError} category `input` where the item has none, or several
	 */
	need(kind: MediaKind, label: string, isOnly: boolean): string {
		const sure = this.sure(kind) ?? this.made(kind);
		if (sure !== undefined) return sure;
		const names = this.around.binaries.filter(({ mimeType }) => mimeType.startsWith(`${kind}/`));
		if (names.length === 1) return names[0].name;
		if (names.length > 1) throw this.several(label, names);
		const address = this.address();
		if (address !== undefined && isOnly && this.tellsNothing(address)) return address;
		throw this.none(kind, label, address);
	}

	private address(): string | undefined {
		const address = bare(text(unwrapped(this.found)) ?? '');
		return /^https?:\/\//i.test(address) && URL.canParse(address) ? address : undefined;
	}

	/** What Kie.ai made says of itself what it is; of other addresses their ending does. */
	private kindOf(address: string): string | undefined {
		const own = this.files().find(({ url }) => url === address);
		return text(own?.kind) ?? kindOfAddress(address);
	}

	private made(kind: MediaKind): string | undefined {
		return text(this.files().find((file) => file.kind === kind && text(file.url))?.url);
	}

	private files() {
		return asRecords(asRecord(this.around.json)?.files);
	}

	private tellsNothing(address: string): boolean {
		return this.kindOf(address) === undefined;
	}

	private several(label: string, names: Array<{ name: string }>) {
		const listed = names.map(({ name }) => name).join(', ');
		return inputError(
			`${label}: the incoming item has several files that could be meant (${listed})`,
			`Enter the name of one of them in ${label}, or all of them with commas; nothing was sent and nothing was paid`,
		);
	}

	private none(kind: MediaKind, label: string, address?: string) {
		return inputError(
			`${label} is empty: the incoming item has no ${kind}${this.whatElse(address)}`,
			`Enter a web address or the name of a binary field in ${label}; nothing was sent and nothing was paid`,
		);
	}

	private whatElse(address?: string): string {
		if (address) return `, its address leads to something else (${address.slice(0, 100)})`;
		const { binaries } = this.around;
		const files = binaries.map(({ name, mimeType }) => `${name} (${mimeType})`);
		if (files.length > 0) return `, but the binary fields ${listed(files)}`;
		const found = unwrapped(this.found);
		return isEmpty(found) ? '' : `, its url is ${shown(found)}`;
	}
}
