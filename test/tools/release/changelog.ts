/**
 * What CHANGELOG.md tells about a version: the text below its heading.
 * @throws {Error} when it tells nothing
 */
export function notesOf(changelog: string, version: string): string {
	const sections = changelog.split(/^## +/m).slice(1);
	const found = sections.find(
		(section) => section.split(/[\s\]]/, 1)[0].replace('[', '') === version,
	);
	const notes = found?.slice(found.indexOf('\n')).trim();
	if (!notes) throw new Error(`CHANGELOG.md tells nothing about ${version}`);
	return notes;
}
