// SPDX-License-Identifier: Apache-2.0
// Made-up files to learn with, one for each kind of question, made where they are needed from a fixed seed: the same bytes
// on every machine. The truth behind each stands beside it. `node scripts/samples/made.mjs FOLDER` writes them to files.
import { seeded } from './random.mjs';

/** @typedef {(string | number)[]} Line */

/** @param {string} header @param {Line[]} lines */
const csv = (header, lines) => `${header}\n${lines.map((line) => line.join(',')).join('\n')}\n`;
/** @param {number} value */
const cents = (value) => Math.round(value * 100) / 100;
/** @param {number} x */
const logistic = (x) => 1 / (1 + Math.exp(-x));

/** @param {ReturnType<typeof seeded>} random @param {number} mean */
function poisson(random, mean) {
  let n = -1;
  for (let product = 1, limit = Math.exp(-mean); product > limit; n++) product *= random.uniform();
  return n;
}

/**
 * Notifications sent to whole cities: 48 cities in 6 regions, half of each region's cities treated.
 * True effect: +0.5 opens a person. Cities differ by themselves (ICC about .06), which a plain comparison of people ignores.
 */
export function notifications() {
  const random = seeded(48);
  const regions = ['North', 'South', 'East', 'West', 'Coast', 'Hills'];
  /** @type {Line[]} */
  const lines = [];
  for (let city = 0; city < 48; city++) {
    const region = city % 6;
    // Of each region's eight cities, in their order here, a fixed four: which is which was drawn beforehand.
    const treated = [1, 0, 0, 1, 0, 1, 1, 0][(Math.floor(city / 6) + region) % 8] ?? 0;
    const level = 4 + 0.3 * region + 0.75 * random.normal();
    const people = 15 + Math.floor(40 * random.uniform());
    for (let i = 0; i < people; i++) {
      const habit = Math.exp(0.45 * random.normal() - 0.1);
      const before = poisson(random, Math.max(0.2, level) * habit);
      const opens = poisson(random, Math.max(0.2, level + 0.5 * treated) * habit);
      lines.push([
        lines.length + 1,
        `city_${city + 1}`,
        regions[region] ?? '',
        treated,
        opens,
        before,
        18 + Math.floor(50 * random.uniform()),
      ]);
    }
  }
  return csv('user_id,city,region,notified,opens,opens_before,age', lines);
}

/**
 * Clicks per view of 4,000 people, who view between 1 and some dozens of pages. True effect: the rate of clicks is 4 %
 * higher under treatment. Views of one person are alike: as if each view were a person, the interval is far too narrow.
 */
export function clicks() {
  const random = seeded(7);
  /** @type {Line[]} */
  const lines = [];
  for (let i = 1; i <= 4000; i++) {
    const treated = random.uniform() < 0.5;
    const taste = 0.6 * random.normal();
    const activity = Math.exp(1.6 + 0.8 * random.normal());
    /** @param {number} lift */
    const week = (lift) => {
      const views = 1 + poisson(random, Math.min(activity, 120));
      const rate = Math.min(0.95, logistic(-1.9 + taste) * (1 + lift));
      let clicked = 0;
      for (let view = 0; view < views; view++) clicked += random.uniform() < rate ? 1 : 0;
      return [views, clicked];
    };
    const [viewsBefore = 0, clicksBefore = 0] = week(0);
    const [views = 0, clicked = 0] = week(treated ? 0.04 : 0);
    lines.push([`u${i}`, treated ? 'new' : 'old', clicked, views, clicksBefore, viewsBefore]);
  }
  return csv('user_id,ranking,clicks,views,clicks_before,views_before', lines);
}

/**
 * Four ways to welcome 6,000 people. True effects on activation, in points: short +3, video 0, checklist +5; the checklist
 * gains 9 on phones and nothing on desktops. Revenue follows activation and is otherwise untouched.
 */
export function onboarding() {
  const random = seeded(23);
  /** @type {Line[]} */
  const lines = [];
  for (let i = 1; i <= 6000; i++) {
    const arm = random.pick([
      ['control', 0.25],
      ['short', 0.25],
      ['video', 0.25],
      ['checklist', 0.25],
    ]);
    const platform = random.pick([
      ['phone', 0.56],
      ['desktop', 0.36],
      ['tablet', 0.08],
    ]);
    const country = random.pick([
      ['US', 0.4],
      ['DE', 0.2],
      ['BR', 0.2],
      ['IN', 0.2],
    ]);
    const company = random.pick([
      ['solo', 0.5],
      ['small', 0.35],
      ['large', 0.15],
    ]);
    const gain = arm === 'short' ? 0.03 : arm === 'checklist' && platform === 'phone' ? 0.09 : 0;
    const activated = random.uniform() < 0.31 + (company === 'large' ? 0.12 : 0) + gain ? 1 : 0;
    const revenue = activated && random.uniform() < 0.4 ? Math.exp(2.4 + 0.9 * random.normal()) : 0;
    lines.push([`a${i}`, arm, activated, cents(revenue), platform, country, company]);
  }
  return csv('account_id,welcome,activated,revenue,platform,country,company', lines);
}

/**
 * What the query of `warehouse-sql` brings back from onboarding.csv, of control and checklist: activated as y.
 */
export function sums() {
  const [, ...people] = onboarding().trimEnd().split('\n');
  /** @type {Line[]} */
  const lines = ['control', 'checklist'].map((arm) => {
    const outcomes = people.map((line) => line.split(',')).filter((cells) => cells[1] === arm);
    const total = outcomes.reduce((sum, cells) => sum + Number(cells[2]), 0);
    return [arm, outcomes.length, outcomes.length, total, total];
  });
  return csv('arm,assigned,n,sum_y,sum_yy', lines);
}

/**
 * A reminder that not everybody offered it takes, and that some take unasked. Those who take it walk more anyway. True
 * effect of taking it: +600 steps for everyone. Fewer of those who were offered it report back, so some outcomes are missing.
 */
export function reminder() {
  const random = seeded(31);
  /** @type {Line[]} */
  const lines = [];
  for (let i = 1; i <= 3000; i++) {
    const offered = random.uniform() < 0.5 ? 1 : 0;
    const keen = random.normal();
    const takes = keen > 1.6 ? 1 : offered === 1 && keen > -0.5 ? 1 : 0;
    const before = Math.max(200, 6500 + 1400 * keen + 1500 * random.normal());
    const steps = Math.max(100, 6500 + 1400 * keen + 600 * takes + 1500 * random.normal());
    const reports = random.uniform() < (offered === 1 ? 0.91 : 0.96);
    lines.push([
      `p${i}`,
      offered,
      takes,
      reports ? Math.round(steps) : '',
      Math.round(before),
      20 + Math.floor(55 * random.uniform()),
      random.uniform() < 0.52 ? 'f' : 'm',
    ]);
  }
  return csv('person,offered,took_reminder,steps,steps_before,age,sex', lines);
}

/**
 * A feature that 4,000 people could switch on, and those who did spent more before. True effect: +3 for everyone. The plain
 * difference is about three times as large.
 */
export function launch() {
  const random = seeded(5);
  /** @type {Line[]} */
  const lines = [];
  for (let i = 1; i <= 4000; i++) {
    const habit = random.normal();
    const tenure = Math.floor(30 - 300 * Math.log(random.uniform()));
    const premium = random.uniform() < logistic(-0.9 + 0.7 * habit) ? 1 : 0;
    const country = random.pick([
      ['US', 0.45],
      ['DE', 0.3],
      ['BR', 0.25],
    ]);
    const adopted =
      random.uniform() < logistic(-0.9 + 0.55 * habit + 0.6 * premium + (country === 'DE' ? -0.4 : 0))
        ? 1
        : 0;
    const before = Math.max(0, 30 + 9 * habit + 7 * random.normal());
    const spend = Math.max(
      0,
      30 + 8 * habit + 4 * premium + (country === 'DE' ? 3 : 0) + 3 * adopted + 7 * random.normal(),
    );
    lines.push([`c${i}`, adopted, cents(spend), cents(before), tenure, premium, country]);
  }
  return csv('customer_id,adopted,spend,spend_before,tenure_days,premium_before,country', lines);
}

/**
 * A new checkout that 120 stores got in three waves, in weeks 6, 9 and 12 of 16, or not yet. True effect: +2 in the first
 * week and one more each week after, up to +6. The stores of the first wave grow no faster by themselves.
 */
export function rollout() {
  const random = seeded(12);
  /** @type {Line[]} */
  const lines = [];
  for (let store = 1; store <= 120; store++) {
    const wave = [6, 9, 12, 0][store % 4] ?? 0;
    const level = 60 + 12 * random.normal() + (wave === 6 ? 5 : 0);
    for (let week = 1; week <= 16; week++) {
      const since = wave > 0 ? week - wave : -1;
      const effect = since >= 0 ? Math.min(6, 2 + since) : 0;
      const sales = level + 0.6 * week + 3 * Math.sin(week / 2) + effect + 4 * random.normal();
      lines.push([`store_${store}`, week, wave === 0 ? '' : wave, cents(sales)]);
    }
  }
  return csv('store,week,first_treated,sales', lines);
}

/**
 * A campaign in one of 16 regions, in the last 12 of 40 weeks. True effect: +8 signups a week there.
 */
export function region() {
  const random = seeded(16);
  const names = 'Aar,Bly,Cam,Dov,Esk,Foy,Gala,Hull,Isla,Jed,Kent,Lune,Mole,Nene,Ouse,Penk'.split(',');
  const common = Array.from({ length: 3 }, () => {
    let at = 0;
    return Array.from({ length: 40 }, () => {
      at += 1.2 * random.normal();
      return at;
    });
  });
  /** @type {Line[]} */
  const lines = [];
  for (const [place, name] of names.entries()) {
    const level = 80 + 15 * random.normal();
    const weights = common.map(() => 0.4 + 1.2 * random.uniform());
    for (let week = 1; week <= 40; week++) {
      const trend = common.reduce((sum, path, k) => sum + (weights[k] ?? 0) * (path[week - 1] ?? 0), 0);
      const treated = place === 4 && week > 28 ? 1 : 0;
      lines.push([name, week, treated, cents(level + trend + 8 * treated + 1.5 * random.normal())]);
    }
  }
  return csv('region,week,campaign,signups', lines);
}
