/** Where an object of the seed lives; also how another object refers to it. */
export type SeedPlace = {
  /** Organisational units from the top down, below the domain. */
  readonly organizationalUnit: readonly string[];
  readonly commonName: string;
};
