/** Years of the official geographic code (COG, INSEE) that are known here; 2020 was never published whole. */
export const vintages = [2019, 2021, 2022, 2023, 2024, 2025, 2026] as const;

export type Vintage = (typeof vintages)[number];

/** True for a year whose geography is known. */
export const isVintage = (year: number): year is Vintage => (vintages as readonly number[]).includes(year);
