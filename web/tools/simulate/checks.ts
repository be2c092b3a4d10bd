// SPDX-License-Identifier: Apache-2.0
import type { OperationSchema } from '../../generated/operations.ts';
import { findOperation } from '../../state/link.ts';

// A plan, and the simulation that draws it again and again. Its request is the plan's with these fields more.
const checks: Record<string, string> = {
  'sample-size': 'check-plan',
  'cluster-size': 'check-clusters',
  'saturation-plan': 'check-saturation',
  'switchback-plan': 'check-switchback',
  'sequential-plan': 'check-sequential',
  'always-valid-plan': 'check-always-valid',
  'multi-arm-plan': 'check-multi-arm',
  'bayesian-plan': 'check-bayesian',
};
export const drawFields = ['replicates', 'seed'];

export const checkOf = (plan: string): OperationSchema | undefined => findOperation(checks[plan] ?? '');

export const planOf = (check: string): OperationSchema | undefined =>
  findOperation(Object.keys(checks).find((plan) => checks[plan] === check) ?? '');
