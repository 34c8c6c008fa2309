/** The accounts of the example organization. */
export const accountIds = {
  management: '999900001111',
  workbench: '111122223333',
  vault: '444455556666',
  wellKept: '222233334444',
} as const;

/** Two companies that are not in the organization. */
export const outsiders = { monitoringVendor: '555566667777', reportingPartner: '666677778888' } as const;

export const organizationId = 'o-exampleorg';
