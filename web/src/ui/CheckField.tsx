// A check box with its label; an unchecked one keeps the label's colour, so that it does not look disabled; its box stands in line with the fields above.
import { Checkbox, makeStyles } from '@fluentui/react-components';

const useStyles = makeStyles({ root: { '& .fui-Checkbox__indicator': { marginLeft: 0 }, '& .fui-Checkbox__label': { color: 'var(--eText)' } } });

type Props = { id?: string; label: string; checked: boolean; onChange: (checked: boolean) => void };

export function CheckField({ id, label, checked, onChange }: Props) {
  const styles = useStyles();
  return <Checkbox id={id} className={styles.root} label={label} checked={checked} onChange={(_, data) => onChange(data.checked === true)} />;
}
