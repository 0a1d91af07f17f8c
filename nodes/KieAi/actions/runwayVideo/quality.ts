import { choiceField } from '../fields';

/** Lines of the picture; Kie.ai asks for it in every request. */
export const qualityField = choiceField('quality', {
	label: 'Quality',
	choices: ['720p', '1080p'],
	default: '720p',
});
