import type { SandboxOptions } from '../../sandbox';
import { World } from '../../support/world';

export { CALLBACK } from '../../support/bodies';

/** A world whose time moves only when it is told to: for tests that look at what happens on the way. */
export class Story extends World {
	static async begin(options: SandboxOptions = {}): Promise<Story> {
		const story = new Story();
		await story.open(options);
		return story;
	}
}
