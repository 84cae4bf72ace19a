import { useEffect, useState } from 'react';

/** The value once it has stood still for `ms`; the first one at once. For what would otherwise ask the core at each keystroke. */
export function useSettled<T>(value: T, ms: number): T {
	const [settled, setSettled] = useState(value);
	useEffect(() => {
		const timer = setTimeout(() => setSettled(value), ms);
		return () => clearTimeout(timer);
	}, [value, ms]);
	return settled;
}
