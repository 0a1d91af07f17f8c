/** The tiers of Veo 3.1, by the name that Generate has for them. */
export const VEO_MODELS = [
	{ name: 'Veo 3.1 Fast', value: 'veo3_fast', description: 'Good quality at about 60 credits' },
	{ name: 'Veo 3.1 Lite', value: 'veo3_lite', description: 'The cheapest, at about 30 credits' },
	{ name: 'Veo 3.1 Quality', value: 'veo3', description: 'The best, at about 250 credits' },
];

/** The same tiers by the name that Extend has for them. */
export const EXTEND_MODELS = [
	{ name: 'Veo 3.1 Fast', value: 'fast', description: 'Good quality at about 60 credits' },
	{ name: 'Veo 3.1 Lite', value: 'lite', description: 'The cheapest, at about 30 credits' },
	{ name: 'Veo 3.1 Quality', value: 'quality', description: 'The best, at about 250 credits' },
];
