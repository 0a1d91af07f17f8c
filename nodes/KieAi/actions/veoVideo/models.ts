/** The tiers of Veo 3.1, each by the names that Generate and Extend have for it. */
const TIERS = [
	{
		name: 'Veo 3.1 Fast',
		description: 'Good quality at about 60 credits',
		generate: 'veo3_fast',
		extend: 'fast',
	},
	{
		name: 'Veo 3.1 Lite',
		description: 'The cheapest, at about 30 credits',
		generate: 'veo3_lite',
		extend: 'lite',
	},
	{
		name: 'Veo 3.1 Quality',
		description: 'The best, at about 250 credits',
		generate: 'veo3',
		extend: 'quality',
	},
];

/** The tiers as choices of one of the two operations. */
export const tiersFor = (operation: 'generate' | 'extend') =>
	TIERS.map((tier) => ({
		name: tier.name,
		value: tier[operation],
		description: tier.description,
	}));
