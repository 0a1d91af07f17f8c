/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { PackageDirectoryLoader } from 'n8n-core';

import type { Problems } from '../report';
import type { Workplace } from '../workplace';

type Icon = string | { light: string; dark: string } | undefined;

/** n8n's own loader accepts the tarball: registration, codex files, icons, credentials and their nodes. */
export async function loadPackage({ unpacked, packed }: Workplace): Promise<Problems> {
	const loader = new PackageDirectoryLoader(unpacked);
	await loader.loadAll();
	const { nodes, credentials } = loader.types;
	const problems: Problems = [];
	if (!nodes.length) problems.push('no node was loaded');
	for (const { name, codex, iconUrl } of nodes) {
		if (!codex?.alias?.length) problems.push(`node ${name} has no codex with aliases`);
		problems.push(...missingIcons(`node ${name}`, iconUrl));
	}
	for (const { name, iconUrl, supportedNodes } of credentials) {
		if (!supportedNodes?.length) problems.push(`credential ${name} is used by no node`);
		problems.push(...missingIcons(`credential ${name}`, iconUrl));
	}
	return problems;

	/** Icon addresses are `icons/<package>/<path>`. */
	function missingIcons(owner: string, icon: Icon): Problems {
		if (!icon) return [`${owner} has no icon`];
		const urls = typeof icon === 'string' ? [icon] : [icon.light, icon.dark];
		const files = urls.map((url) => url.replace(`icons/${packed.name}/`, ''));
		return files
			.filter((file) => !existsSync(join(unpacked, file)))
			.map((file) => `${owner}: icon ${file} is not in the package`);
	}
}
