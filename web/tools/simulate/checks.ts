// SPDX-License-Identifier: Apache-2.0
import type { OperationSchema } from '../../generated/operations.ts';
import { findOperation, type Values } from '../../state/link.ts';

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

/** Why a plan has no simulation although its kind has one; empty where it has. */
export const whyUnchecked = (values: Values): string =>
  values.randomised === 'clusters' && (values.metric === 'ratio' || values.metric === 'count')
    ? `This plan is not checked by simulation: clusters are drawn for proportions and means, but a plan for a ${values.metric} does not say how its parts vary between clusters. Check it with people randomised, or plan the clusters of a proportion or mean.`
    : '';

export const planOf = (check: string): OperationSchema | undefined =>
  findOperation(Object.keys(checks).find((plan) => checks[plan] === check) ?? '');
