// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from 'lit';
import type { Bound } from '../../charts/boundaries.ts';
import '../../charts/boundaries.ts';
import type { Stop } from '../../charts/stops.ts';
import '../../charts/stops.ts';
import type { Results } from '../../generated/operations.ts';
import type { Values } from '../../state/link.ts';
import { define, Element, uniqueId } from '../../ui/element.ts';
import { fixed, number, points, pValue, signed } from '../../ui/format.ts';
import type { Plan } from './measure.ts';

type Look = Results['sequential-plan']['looks'][number];

const scales = [
  { name: 'z', title: 'z' },
  { name: 'p', title: 'p' },
  { name: 'effect', title: 'Effect' },
] as const;
type Scale = (typeof scales)[number]['name'];

/** The looks of a sequential plan: where it stops, and how often. */
export class SutvaLooksPart extends Element {
  static override properties = {
    values: { attribute: false },
    plan: { attribute: false },
    scale: { state: true },
  };
  declare values: Values;
  declare plan: Plan;
  declare scale: Scale;
  private readonly key = uniqueId('looks');

  constructor() {
    super();
    this.scale = 'z';
  }

  private bounds(looks: readonly Look[]): Bound[] {
    return looks.map((look) => {
      const x = look.information;
      if (this.scale === 'p') return { x, stop: look.p_value };
      return this.scale === 'effect'
        ? { x, stop: look.effect_absolute, futility: look.futility_effect }
        : { x, stop: look.upper_z, futility: look.futility_z };
    });
  }

  private get axis(): { label: string; format: (y: number) => string } {
    if (this.scale === 'p')
      return {
        label: 'p at this look',
        format: (y) => (y >= 0.001 ? String(Number(y.toPrecision(2))) : pValue(y)),
      };
    if (this.scale === 'z')
      return { label: 'z at this look', format: (y) => fixed(y, Math.abs(y) < 10 ? 1 : 0) };
    const shares = this.values.metric === 'proportion';
    return {
      label: 'Difference seen',
      format: (y) => signed(shares ? points(y) : number(Number(y.toPrecision(12)), 3), y),
    };
  }

  private stops(looks: readonly Look[]): Stop[] {
    const last = looks.at(-1);
    return looks.flatMap((look): Stop[] => {
      const name = String(look.look);
      const given = look.stop_futility ?? 0;
      const without: Stop[] =
        look === last && this.values.futility === 'none'
          ? [{ look: name, why: 'Ended without', share: Math.max(0, 1 - look.power) }]
          : [{ look: name, why: look === last ? 'Ended without' : 'Given up', share: given }];
      return [{ look: name, why: 'Effect found', share: look.stop_success }, ...without];
    });
  }

  override render() {
    const looks = this.plan.looks as Look[];
    const { label, format } = this.axis;
    const { futility, sides } = this.values;
    const stops = this.stops(looks);
    const whys = [...new Set(stops.filter(({ share }) => share > 0).map(({ why }) => why))];
    return html`<section class="part" aria-labelledby="boundaries">
      <div class="part-head"><h2 id="boundaries">When to stop</h2>
        <div class="segments" role="radiogroup" aria-label="Scale of the boundaries">
          ${scales.map(
            ({
              name,
              title,
            }) => html`<label class="segment"><input type="radio" name=${this.key} .checked=${this.scale === name}
            @change=${() => {
              this.scale = name;
            }} /><span>${title}</span></label>`,
          )}
        </div></div>
      <figure class="figure">
        <sutva-boundaries .bounds=${this.bounds(looks)} .axis=${label} .formatY=${format} ?logarithmic=${this.scale === 'p'}
          ?mirrored=${sides === 'two' && futility === 'none' && this.scale !== 'p'}></sutva-boundaries>
        <figcaption>${
          futility === 'none'
            ? 'A look beyond the line ends the experiment.'
            : 'A look beyond the line ends the experiment with an effect; one below the broken line gives up.'
        }${sides === 'two' && futility === 'none' ? ' The other side mirrors it.' : ''}</figcaption>
      </figure>
      <figure class="figure">
        <sutva-stops .stops=${stops} axis="Ends at this look, with the planned effect"></sutva-stops>
        <figcaption class="legend">${whys.length > 1 ? whys.map((why) => html`<span data-why=${why}>${why}</span>`) : nothing}</figcaption>
      </figure>
    </section>`;
  }
}
define('sutva-looks-part', SutvaLooksPart);
