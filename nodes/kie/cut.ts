/** A text of at most so many characters and an ellipsis. A character outside of the basic plane is never cut in two. */
export function cut(text: string, length: number): string {
	if (text.length <= length) return text;
	const start = text.slice(0, length);
	return `${/[\ud800-\udbff]$/.test(start) ? start.slice(0, -1) : start}…`;
}
