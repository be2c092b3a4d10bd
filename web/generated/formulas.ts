// SPDX-License-Identifier: Apache-2.0
// Made by scripts/generate.mjs from the descriptions in core/. Do not edit.

import { html, type TemplateResult } from 'lit';

export interface Formula {
  title: string;
  source: string;
  /** With letters. */
  symbols(): TemplateResult;
  /** With the numbers of a result's terms, as they are to be written. */
  render(v: Record<string, string>): TemplateResult;
}

export const formulas: Record<string, Formula> = {
  se_null_pooled: {
    title: 'Standard error if nothing changed, both arms pooled',
    source: 'Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, ch. 4',
    symbols: () => html`<math display="block"><mrow><msubsup><mi>s</mi><mn>0</mn><mn>2</mn></msubsup><mo>=</mo><mover><mi>p</mi><mo stretchy="false">‾</mo></mover><mspace width="0.1667em"></mspace><mrow><mo fence="true" form="prefix" stretchy="false">(</mo><mn>1</mn><mo>−</mo><mover><mi>p</mi><mo stretchy="false">‾</mo></mover><mo fence="true" form="postfix" stretchy="false">)</mo></mrow><mrow><mo fence="true" form="prefix" stretchy="true">(</mo><mfrac><mn>1</mn><msub><mi>n</mi><mi>c</mi></msub></mfrac><mo>+</mo><mfrac><mn>1</mn><msub><mi>n</mi><mi>t</mi></msub></mfrac><mo fence="true" form="postfix" stretchy="true">)</mo></mrow><mo separator="true">,</mo><mspace width="1em"></mspace><mover><mi>p</mi><mo stretchy="false">‾</mo></mover><mo>=</mo><mfrac><mrow><msub><mi>n</mi><mi>c</mi></msub><msub><mi>p</mi><mi>c</mi></msub><mo>+</mo><msub><mi>n</mi><mi>t</mi></msub><msub><mi>p</mi><mi>t</mi></msub></mrow><mrow><msub><mi>n</mi><mi>c</mi></msub><mo>+</mo><msub><mi>n</mi><mi>t</mi></msub></mrow></mfrac></mrow></math>`,
    render: (v) => html`<math display="block"><mrow><msubsup><mi>s</mi><mn>0</mn><mn>2</mn></msubsup><mo>=</mo><mn>${v.p_pooled}</mn><mspace width="0.1667em"></mspace><mrow><mo fence="true" form="prefix" stretchy="false">(</mo><mn>1</mn><mo>−</mo><mn>${v.p_pooled}</mn><mo fence="true" form="postfix" stretchy="false">)</mo></mrow><mrow><mo fence="true" form="prefix" stretchy="true">(</mo><mfrac><mn>1</mn><mn>${v.n_control}</mn></mfrac><mo>+</mo><mfrac><mn>1</mn><mn>${v.n_treatment}</mn></mfrac><mo fence="true" form="postfix" stretchy="true">)</mo></mrow><mo>=</mo><msup><mn>${v.se_null}</mn><mn>2</mn></msup></mrow></math>`,
  },
  se_null_unpooled: {
    title: 'Standard error if nothing changed, one share for each arm',
    source: 'Chow, Shao and Wang (2008), Sample Size Calculations in Clinical Research, 2nd ed., ch. 4',
    symbols: () => html`<math display="block"><mrow><msub><mi>s</mi><mn>0</mn></msub><mo>=</mo><msub><mi>s</mi><mn>1</mn></msub></mrow></math>`,
    render: (v) => html`<math display="block"><mrow><msub><mi>s</mi><mn>0</mn></msub><mo>=</mo><msub><mi>s</mi><mn>1</mn></msub><mo>=</mo><mn>${v.se_null}</mn></mrow></math>`,
  },
  se_null_control: {
    title: 'Standard error if nothing changed, from the control\'s share alone',
    source: 'Evan Miller, Sample Size Calculator (evanmiller.org/ab-testing/sample-size.html)',
    symbols: () => html`<math display="block"><mrow><msubsup><mi>s</mi><mn>0</mn><mn>2</mn></msubsup><mo>=</mo><msub><mi>p</mi><mi>c</mi></msub><mspace width="0.1667em"></mspace><mrow><mo fence="true" form="prefix" stretchy="false">(</mo><mn>1</mn><mo>−</mo><msub><mi>p</mi><mi>c</mi></msub><mo fence="true" form="postfix" stretchy="false">)</mo></mrow><mrow><mo fence="true" form="prefix" stretchy="true">(</mo><mfrac><mn>1</mn><msub><mi>n</mi><mi>c</mi></msub></mfrac><mo>+</mo><mfrac><mn>1</mn><msub><mi>n</mi><mi>t</mi></msub></mfrac><mo fence="true" form="postfix" stretchy="true">)</mo></mrow></mrow></math>`,
    render: (v) => html`<math display="block"><mrow><msubsup><mi>s</mi><mn>0</mn><mn>2</mn></msubsup><mo>=</mo><mn>${v.p_control}</mn><mspace width="0.1667em"></mspace><mrow><mo fence="true" form="prefix" stretchy="false">(</mo><mn>1</mn><mo>−</mo><mn>${v.p_control}</mn><mo fence="true" form="postfix" stretchy="false">)</mo></mrow><mrow><mo fence="true" form="prefix" stretchy="true">(</mo><mfrac><mn>1</mn><mn>${v.n_control}</mn></mfrac><mo>+</mo><mfrac><mn>1</mn><mn>${v.n_treatment}</mn></mfrac><mo fence="true" form="postfix" stretchy="true">)</mo></mrow><mo>=</mo><msup><mn>${v.se_null}</mn><mn>2</mn></msup></mrow></math>`,
  },
  se_effect_proportion: {
    title: 'Standard error under the effect',
    source: 'Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, ch. 4',
    symbols: () => html`<math display="block"><mrow><msubsup><mi>s</mi><mn>1</mn><mn>2</mn></msubsup><mo>=</mo><mfrac><mrow><msub><mi>p</mi><mi>c</mi></msub><mspace width="0.1667em"></mspace><mrow><mo fence="true" form="prefix" stretchy="false">(</mo><mn>1</mn><mo>−</mo><msub><mi>p</mi><mi>c</mi></msub><mo fence="true" form="postfix" stretchy="false">)</mo></mrow></mrow><msub><mi>n</mi><mi>c</mi></msub></mfrac><mo>+</mo><mfrac><mrow><msub><mi>p</mi><mi>t</mi></msub><mspace width="0.1667em"></mspace><mrow><mo fence="true" form="prefix" stretchy="false">(</mo><mn>1</mn><mo>−</mo><msub><mi>p</mi><mi>t</mi></msub><mo fence="true" form="postfix" stretchy="false">)</mo></mrow></mrow><msub><mi>n</mi><mi>t</mi></msub></mfrac></mrow></math>`,
    render: (v) => html`<math display="block"><mrow><msubsup><mi>s</mi><mn>1</mn><mn>2</mn></msubsup><mo>=</mo><mfrac><mrow><mn>${v.p_control}</mn><mspace width="0.1667em"></mspace><mrow><mo fence="true" form="prefix" stretchy="false">(</mo><mn>1</mn><mo>−</mo><mn>${v.p_control}</mn><mo fence="true" form="postfix" stretchy="false">)</mo></mrow></mrow><mn>${v.n_control}</mn></mfrac><mo>+</mo><mfrac><mrow><mn>${v.p_treatment}</mn><mspace width="0.1667em"></mspace><mrow><mo fence="true" form="prefix" stretchy="false">(</mo><mn>1</mn><mo>−</mo><mn>${v.p_treatment}</mn><mo fence="true" form="postfix" stretchy="false">)</mo></mrow></mrow><mn>${v.n_treatment}</mn></mfrac><mo>=</mo><msup><mn>${v.se_effect}</mn><mn>2</mn></msup></mrow></math>`,
  },
  power_z_two_sided: {
    title: 'Power, both tails counted',
    source: 'Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, ch. 4',
    symbols: () => html`<math display="block"><mrow><mrow><mi mathvariant="normal">Φ</mi><mspace></mspace></mrow><mrow></mrow><mrow><mo fence="true" form="prefix" stretchy="true">(</mo><mfrac><mrow><mi>|</mi><mi>δ</mi><mi>|</mi><mo>−</mo><msub><mi>z</mi><mrow><mn>1</mn><mo>−</mo><mi>α</mi><mi>/</mi><mn>2</mn></mrow></msub><mspace width="0.1667em"></mspace><msub><mi>s</mi><mn>0</mn></msub></mrow><msub><mi>s</mi><mn>1</mn></msub></mfrac><mo fence="true" form="postfix" stretchy="true">)</mo></mrow><mo>+</mo><mrow><mi mathvariant="normal">Φ</mi><mspace></mspace></mrow><mrow></mrow><mrow><mo fence="true" form="prefix" stretchy="true">(</mo><mfrac><mrow><mo form="prefix" stretchy="false" lspace="0em" rspace="0em">−</mo><mi>|</mi><mi>δ</mi><mi>|</mi><mo>−</mo><msub><mi>z</mi><mrow><mn>1</mn><mo>−</mo><mi>α</mi><mi>/</mi><mn>2</mn></mrow></msub><mspace width="0.1667em"></mspace><msub><mi>s</mi><mn>0</mn></msub></mrow><msub><mi>s</mi><mn>1</mn></msub></mfrac><mo fence="true" form="postfix" stretchy="true">)</mo></mrow></mrow></math>`,
    render: (v) => html`<math display="block"><mrow><mrow><mi mathvariant="normal">Φ</mi><mspace></mspace></mrow><mrow></mrow><mrow><mo fence="true" form="prefix" stretchy="true">(</mo><mfrac><mrow><mn>${v.effect_size}</mn><mrow><mspace width="0.222em"></mspace><mo>−</mo><mspace width="0.222em"></mspace></mrow><mn>${v.z_alpha}</mn><mrow><mspace width="0.222em"></mspace><mo>×</mo><mspace width="0.222em"></mspace></mrow><mn>${v.se_null}</mn></mrow><mn>${v.se_effect}</mn></mfrac><mo fence="true" form="postfix" stretchy="true">)</mo></mrow><mo>+</mo><mrow><mi mathvariant="normal">Φ</mi><mspace></mspace></mrow><mrow></mrow><mrow><mo fence="true" form="prefix" stretchy="true">(</mo><mfrac><mrow><mo form="prefix" stretchy="false" lspace="0em" rspace="0em">−</mo><mn>${v.effect_size}</mn><mrow><mspace width="0.222em"></mspace><mo>−</mo><mspace width="0.222em"></mspace></mrow><mn>${v.z_alpha}</mn><mrow><mspace width="0.222em"></mspace><mo>×</mo><mspace width="0.222em"></mspace></mrow><mn>${v.se_null}</mn></mrow><mn>${v.se_effect}</mn></mfrac><mo fence="true" form="postfix" stretchy="true">)</mo></mrow><mo>=</mo><mn>${v.power}</mn></mrow></math>`,
  },
  power_z_one_sided: {
    title: 'Power',
    source: 'Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, ch. 4',
    symbols: () => html`<math display="block"><mrow><mrow><mi mathvariant="normal">Φ</mi><mspace></mspace></mrow><mrow></mrow><mrow><mo fence="true" form="prefix" stretchy="true">(</mo><mfrac><mrow><mi>|</mi><mi>δ</mi><mi>|</mi><mo>−</mo><msub><mi>z</mi><mrow><mn>1</mn><mo>−</mo><mi>α</mi></mrow></msub><mspace width="0.1667em"></mspace><msub><mi>s</mi><mn>0</mn></msub></mrow><msub><mi>s</mi><mn>1</mn></msub></mfrac><mo fence="true" form="postfix" stretchy="true">)</mo></mrow></mrow></math>`,
    render: (v) => html`<math display="block"><mrow><mrow><mi mathvariant="normal">Φ</mi><mspace></mspace></mrow><mrow></mrow><mrow><mo fence="true" form="prefix" stretchy="true">(</mo><mfrac><mrow><mn>${v.effect_size}</mn><mrow><mspace width="0.222em"></mspace><mo>−</mo><mspace width="0.222em"></mspace></mrow><mn>${v.z_alpha}</mn><mrow><mspace width="0.222em"></mspace><mo>×</mo><mspace width="0.222em"></mspace></mrow><mn>${v.se_null}</mn></mrow><mn>${v.se_effect}</mn></mfrac><mo fence="true" form="postfix" stretchy="true">)</mo></mrow><mo>=</mo><mn>${v.power}</mn></mrow></math>`,
  },
  se_mean: {
    title: 'Standard error of the difference in means',
    source: 'Chow, Shao and Wang (2008), Sample Size Calculations in Clinical Research, 2nd ed., ch. 4',
    symbols: () => html`<math display="block"><mrow><msubsup><mi>s</mi><mn>0</mn><mn>2</mn></msubsup><mo>=</mo><msubsup><mi>s</mi><mn>1</mn><mn>2</mn></msubsup><mo>=</mo><msup><mi>σ</mi><mn>2</mn></msup><mrow><mo fence="true" form="prefix" stretchy="true">(</mo><mfrac><mn>1</mn><msub><mi>n</mi><mi>c</mi></msub></mfrac><mo>+</mo><mfrac><mn>1</mn><msub><mi>n</mi><mi>t</mi></msub></mfrac><mo fence="true" form="postfix" stretchy="true">)</mo></mrow></mrow></math>`,
    render: (v) => html`<math display="block"><mrow><msubsup><mi>s</mi><mn>0</mn><mn>2</mn></msubsup><mo>=</mo><msubsup><mi>s</mi><mn>1</mn><mn>2</mn></msubsup><mo>=</mo><msup><mn>${v.sd}</mn><mn>2</mn></msup><mrow><mo fence="true" form="prefix" stretchy="true">(</mo><mfrac><mn>1</mn><mn>${v.n_control}</mn></mfrac><mo>+</mo><mfrac><mn>1</mn><mn>${v.n_treatment}</mn></mfrac><mo fence="true" form="postfix" stretchy="true">)</mo></mrow><mo>=</mo><msup><mn>${v.se_effect}</mn><mn>2</mn></msup></mrow></math>`,
  },
  noncentrality: {
    title: 'Noncentrality and degrees of freedom',
    source: 'Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, 2nd ed., ch. 2',
    symbols: () => html`<math display="block"><mrow><msup><mi>λ</mi><mn>2</mn></msup><mo>=</mo><mfrac><msup><mi>δ</mi><mn>2</mn></msup><mrow><msup><mi>σ</mi><mn>2</mn></msup><mrow><mo fence="true" form="prefix" stretchy="true">(</mo><mn>1</mn><mi>/</mi><msub><mi>n</mi><mi>c</mi></msub><mo>+</mo><mn>1</mn><mi>/</mi><msub><mi>n</mi><mi>t</mi></msub><mo fence="true" form="postfix" stretchy="true">)</mo></mrow></mrow></mfrac><mo separator="true">,</mo><mspace width="1em"></mspace><mi>ν</mi><mo>=</mo><msub><mi>n</mi><mi>c</mi></msub><mo>+</mo><msub><mi>n</mi><mi>t</mi></msub><mo>−</mo><mn>2</mn></mrow></math>`,
    render: (v) => html`<math display="block"><mrow><msup><mi>λ</mi><mn>2</mn></msup><mo>=</mo><mfrac><msup><mn>${v.effect_size}</mn><mn>2</mn></msup><mrow><msup><mn>${v.sd}</mn><mn>2</mn></msup><mrow><mo fence="true" form="prefix" stretchy="true">(</mo><mn>1</mn><mi>/</mi><mn>${v.n_control}</mn><mo>+</mo><mn>1</mn><mi>/</mi><mn>${v.n_treatment}</mn><mo fence="true" form="postfix" stretchy="true">)</mo></mrow></mrow></mfrac><mo>=</mo><msup><mn>${v.ncp}</mn><mn>2</mn></msup><mo separator="true">,</mo><mspace width="1em"></mspace><mi>ν</mi><mo>=</mo><mn>${v.df}</mn></mrow></math>`,
  },
  power_t_two_sided: {
    title: 'Power of the t-test, both tails counted',
    source: 'Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, 2nd ed., ch. 2',
    symbols: () => html`<math display="block"><mrow><mi>P</mi><mrow></mrow><mrow><mo fence="true" form="prefix" stretchy="true">(</mo><msub><mi>T</mi><mrow><mi>ν</mi><mo separator="true">,</mo><mi>λ</mi></mrow></msub><mo>&gt;</mo><msub><mi>t</mi><mrow><mi>ν</mi><mo separator="true">,</mo><mn>1</mn><mo>−</mo><mi>α</mi><mi>/</mi><mn>2</mn></mrow></msub><mo fence="true" form="postfix" stretchy="true">)</mo></mrow><mo>+</mo><mi>P</mi><mrow></mrow><mrow><mo fence="true" form="prefix" stretchy="true">(</mo><msub><mi>T</mi><mrow><mi>ν</mi><mo separator="true">,</mo><mi>λ</mi></mrow></msub><mo>&lt;</mo><mo form="prefix" stretchy="false">−</mo><msub><mi>t</mi><mrow><mi>ν</mi><mo separator="true">,</mo><mn>1</mn><mo>−</mo><mi>α</mi><mi>/</mi><mn>2</mn></mrow></msub><mo fence="true" form="postfix" stretchy="true">)</mo></mrow></mrow></math>`,
    render: (v) => html`<math display="block"><mrow><mi>P</mi><mrow></mrow><mrow><mo fence="true" form="prefix" stretchy="true">(</mo><msub><mi>T</mi><mrow><mn>${v.df}</mn><mo separator="true">,</mo><mspace width="0.1667em"></mspace><mn>${v.ncp}</mn></mrow></msub><mo>&gt;</mo><mn>${v.t_alpha}</mn><mo fence="true" form="postfix" stretchy="true">)</mo></mrow><mo>+</mo><mi>P</mi><mrow></mrow><mrow><mo fence="true" form="prefix" stretchy="true">(</mo><msub><mi>T</mi><mrow><mn>${v.df}</mn><mo separator="true">,</mo><mspace width="0.1667em"></mspace><mn>${v.ncp}</mn></mrow></msub><mo>&lt;</mo><mo form="prefix" stretchy="false">−</mo><mn>${v.t_alpha}</mn><mo fence="true" form="postfix" stretchy="true">)</mo></mrow><mo>=</mo><mn>${v.power}</mn></mrow></math>`,
  },
  power_t_one_sided: {
    title: 'Power of the t-test',
    source: 'Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, 2nd ed., ch. 2',
    symbols: () => html`<math display="block"><mrow><mi>P</mi><mrow></mrow><mrow><mo fence="true" form="prefix" stretchy="true">(</mo><msub><mi>T</mi><mrow><mi>ν</mi><mo separator="true">,</mo><mi>λ</mi></mrow></msub><mo>&gt;</mo><msub><mi>t</mi><mrow><mi>ν</mi><mo separator="true">,</mo><mn>1</mn><mo>−</mo><mi>α</mi></mrow></msub><mo fence="true" form="postfix" stretchy="true">)</mo></mrow></mrow></math>`,
    render: (v) => html`<math display="block"><mrow><mi>P</mi><mrow></mrow><mrow><mo fence="true" form="prefix" stretchy="true">(</mo><msub><mi>T</mi><mrow><mn>${v.df}</mn><mo separator="true">,</mo><mspace width="0.1667em"></mspace><mn>${v.ncp}</mn></mrow></msub><mo>&gt;</mo><mn>${v.t_alpha}</mn><mo fence="true" form="postfix" stretchy="true">)</mo></mrow><mo>=</mo><mn>${v.power}</mn></mrow></math>`,
  },
  duration: {
    title: 'Duration',
    source: 'Definition',
    symbols: () => html`<math display="block"><mrow><mtext>days</mtext><mo>=</mo><mrow><mo fence="true" form="prefix" stretchy="true">⌈</mo><mfrac><mrow><msub><mi>n</mi><mi>c</mi></msub><mo>+</mo><msub><mi>n</mi><mi>t</mi></msub></mrow><mrow><mtext>people a day</mtext><mrow><mspace width="0.222em"></mspace><mo>×</mo><mspace width="0.222em"></mspace></mrow><mtext>share</mtext></mrow></mfrac><mo fence="true" form="postfix" stretchy="true">⌉</mo></mrow></mrow></math>`,
    render: (v) => html`<math display="block"><mrow><mtext>days</mtext><mo>=</mo><mrow><mo fence="true" form="prefix" stretchy="true">⌈</mo><mfrac><mrow><mn>${v.n_control}</mn><mrow><mspace width="0.222em"></mspace><mo>+</mo><mspace width="0.222em"></mspace></mrow><mn>${v.n_treatment}</mn></mrow><mrow><mn>${v.daily_people}</mn><mrow><mspace width="0.222em"></mspace><mo>×</mo><mspace width="0.222em"></mspace></mrow><mn>${v.share_in_experiment}</mn></mrow></mfrac><mo fence="true" form="postfix" stretchy="true">⌉</mo></mrow><mo>=</mo><mn>${v.duration_days}</mn></mrow></math>`,
  },
};
